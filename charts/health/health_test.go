// Package health holds what Argo CD and kstatus make of our kinds to what is known of the same objects. The objects are
// the recorded ones in testdata of the customization, which the reconcilers' tests keep true.
package health

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	luajson "layeh.com/gopher-json"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
	"sigs.k8s.io/yaml"
)

const (
	chart         = "../roadworthy/files"
	argocd        = chart + "/argocd"
	customization = argocd + "/resource_customizations/roadworthy.dev/_"
)

var (
	update = flag.Bool("update", false, "write argocd-cm.yaml anew")
	// The kinds that can wait for a person.
	asking = []string{"AnnotationJob", "EdgeRelease"}
)

type health struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// A row of health_test.yaml: Argo CD's own form, and beside it what kstatus says.
type row struct {
	HealthStatus health        `json:"healthStatus"`
	Kstatus      status.Status `json:"kstatus"`
	InputPath    string        `json:"inputPath"`
}

func TestWhatEachObjectMeans(t *testing.T) {
	script := read(t, customization+"/health.lua")
	for _, row := range rows(t) {
		t.Run(filepath.Base(row.InputPath), func(t *testing.T) {
			object := load(t, filepath.Join(customization, row.InputPath))
			if got := run(t, script, object); got != row.HealthStatus {
				t.Errorf("Argo CD says\n  %+v\nand not\n  %+v", got, row.HealthStatus)
			}
			result, err := status.Compute(object)
			if err != nil {
				t.Fatal(err)
			}
			if result.Status != row.Kstatus {
				t.Errorf("kstatus says %s (%s) and not %s", result.Status, result.Message, row.Kstatus)
			}
		})
	}
}

// The CRD gives every object a status; one of an earlier version does not.
func TestAnObjectWithoutAStatusIsNotTakenForDone(t *testing.T) {
	object := load(t, customization+"/testdata/dataset-unseen.yaml")
	unstructured.RemoveNestedField(object.Object, "status")
	if got := run(t, read(t, customization+"/health.lua"), object).Status; got != "Progressing" {
		t.Errorf("Argo CD says %s", got)
	}
}

func TestEveryRecordedObjectIsJudgedOnce(t *testing.T) {
	var judged []string
	for _, row := range rows(t) {
		judged = append(judged, row.InputPath)
	}
	var recorded []string
	files, err := filepath.Glob(customization + "/testdata/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		recorded = append(recorded, "testdata/"+filepath.Base(file))
	}
	slices.Sort(judged)
	if !slices.Equal(judged, recorded) {
		t.Errorf("health_test.yaml judges\n  %v\nand recorded are\n  %v", judged, recorded)
	}
}

func TestEveryKindIsSeenInEverySituation(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range rows(t) {
		object := load(t, filepath.Join(customization, row.InputPath))
		observed, _, err := unstructured.NestedInt64(object.Object, "status", "observedGeneration")
		if err != nil {
			t.Fatal(err)
		}
		situation := row.HealthStatus.Status
		if observed != object.GetGeneration() {
			situation = "Stale" + situation
		}
		seen[object.GetKind()+" "+situation] = true
	}
	for _, kind := range kinds(t) {
		want := []string{"Healthy", "Progressing", "Degraded", "StaleProgressing"}
		if slices.Contains(asking, kind) {
			want = append(want, "Suspended")
		} else if seen[kind+" Suspended"] {
			t.Errorf("%s is seen Suspended, and waits for nobody", kind)
		}
		for _, situation := range want {
			if !seen[kind+" "+situation] {
				t.Errorf("no recorded %s is %s", kind, situation)
			}
		}
	}
}

// Argo CD reads its own ConfigMap alone. A key for each kind is ours alone; the one key that could hold a wildcard is not.
func TestTheConfigMapHoldsTheScriptForEachKind(t *testing.T) {
	file := argocd + "/argocd-cm.yaml"
	script := "    " + strings.ReplaceAll(strings.TrimSpace(read(t, customization+"/health.lua")), "\n", "\n    ")
	want := "# Generated from health.lua by charts/test update. docs/gitops.md says what to do with it.\n" +
		"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm}\ndata:\n"
	for _, kind := range kinds(t) {
		want += "  resource.customizations.health.roadworthy.dev_" + kind + ": |\n" + script + "\n"
	}
	want = strings.ReplaceAll(want, "\n    \n", "\n\n")
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if read(t, file) != want {
		t.Errorf("%s is stale; run: charts/test update", file)
	}
	var config struct {
		Data map[string]string `json:"data"`
	}
	if err := yaml.Unmarshal([]byte(read(t, file)), &config); err != nil {
		t.Fatal(err)
	}
	for key, script := range config.Data {
		if got := run(t, script, load(t, customization+"/testdata/dataset-indexed.yaml")).Status; got != "Healthy" {
			t.Errorf("%s says %q of a Dataset that is indexed", key, got)
		}
	}
}

// Runs a script as Argo CD does one of argocd-cm: the same interpreter, no libraries beyond these, a second at most.
func run(t *testing.T, script string, object *unstructured.Unstructured) health {
	t.Helper()
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	lua.OpenBase(state)
	lua.OpenTable(state)
	for _, name := range []string{"dofile", "loadfile"} {
		state.SetGlobal(name, lua.LNil)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	state.SetContext(ctx)
	text, err := object.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	value, err := luajson.Decode(state, text)
	if err != nil {
		t.Fatal(err)
	}
	state.SetGlobal("obj", value)
	if err := state.DoString(script); err != nil {
		t.Fatal(err)
	}
	answer, err := luajson.Encode(state.Get(-1))
	if err != nil {
		t.Fatal(err)
	}
	var result health
	if err := json.Unmarshal(answer, &result); err != nil {
		t.Fatalf("%s: %v", answer, err)
	}
	return result
}

func rows(t *testing.T) []row {
	t.Helper()
	var table struct {
		Tests []row `json:"tests"`
	}
	parse(t, customization+"/health_test.yaml", &table)
	if len(table.Tests) == 0 {
		t.Fatal("health_test.yaml has no tests")
	}
	return table.Tests
}

// The kinds of the CRDs.
func kinds(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(chart + "/crds/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no CRDs", err)
	}
	var kinds []string
	for _, file := range files {
		kind, _, err := unstructured.NestedString(load(t, file).Object, "spec", "names", "kind")
		if err != nil || kind == "" {
			t.Fatal(file, " names no kind ", err)
		}
		kinds = append(kinds, kind)
	}
	return kinds
}

func load(t *testing.T, file string) *unstructured.Unstructured {
	t.Helper()
	text, err := yaml.YAMLToJSON([]byte(read(t, file)))
	if err != nil {
		t.Fatal(file, err)
	}
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON(text); err != nil {
		t.Fatal(file, err)
	}
	return object
}

func parse(t *testing.T, file string, into any) {
	t.Helper()
	if err := yaml.UnmarshalStrict([]byte(read(t, file)), into); err != nil {
		t.Fatal(file, err)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
