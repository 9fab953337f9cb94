{{- define "roadworthy.namespaces" -}}
{{ .Values.namespaces | default (list .Release.Namespace) | toJson }}
{{- end }}

{{- define "roadworthy.labels" -}}
app.kubernetes.io/name: roadworthy
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- /* Selects the pods of one part: (list $ "operator") */ -}}
{{- define "roadworthy.selector" -}}
app.kubernetes.io/name: roadworthy
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- /* Whether access keys exist, from values or of the embedded store. */ -}}
{{- define "roadworthy.hasKeys" -}}
{{- if or .Values.objectStore.embedded .Values.artifacts.accessKeyId }}true{{ end }}
{{- end }}

{{- define "roadworthy.endpoint" -}}
{{- if .Values.objectStore.embedded -}}
http://{{ .Release.Name }}-object-store.{{ .Release.Namespace }}.svc:9000
{{- else -}}
{{ .Values.artifacts.endpoint }}
{{- end }}
{{- end }}

{{- /* The embedded store's secret key: given, kept from an earlier install, or new and then the same everywhere. */ -}}
{{- define "roadworthy.embeddedSecretKey" -}}
{{- if not .Values.objectStore.secretAccessKey }}
{{- $kept := lookup "v1" "Secret" .Release.Namespace (printf "%s-object-store" .Release.Name) }}
{{- $key := not (empty $kept) | ternary (dig "data" "ROOT_SECRET_KEY" "" $kept | b64dec) (randAlphaNum 40) }}
{{- $_ := set .Values.objectStore "secretAccessKey" $key }}
{{- end }}
{{- .Values.objectStore.secretAccessKey }}
{{- end }}

{{- define "roadworthy.bridgeTokenSecret" -}}
{{ .Values.bridge.tokenSecret | default (printf "%s-bridge-operator" .Release.Name) }}
{{- end }}

{{- define "roadworthy.databaseUrl" -}}
{{- if .Values.database.embedded -}}
jdbc:postgresql://{{ .Release.Name }}-database.{{ .Release.Namespace }}.svc:5432/fleet
{{- else -}}
{{ .Values.database.url }}
{{- end }}
{{- end }}

{{- define "roadworthy.databaseSecret" -}}
{{ .Values.database.embedded | ternary (printf "%s-database" .Release.Name) .Values.database.secret }}
{{- end }}

{{- define "roadworthy.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "roadworthy.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}
