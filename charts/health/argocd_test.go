//go:build argocd

package health

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

var verdict = regexp.MustCompile(`(?m)^STATUS: (.*)\nMESSAGE: (.*)$`)

// What Argo CD's own command says, by the key of each kind, and by the wildcard that upstream's layout stands for. $ARGOCD is its binary.
func TestArgoCDItselfSaysTheSame(t *testing.T) {
	binary := os.Getenv("ARGOCD")
	if binary == "" {
		t.Fatal("set ARGOCD to the path of Argo CD's binary")
	}
	for name, config := range map[string]string{
		"keys":     read(t, argocd+"/argocd-cm.yaml"),
		"wildcard": wildcard(t),
	} {
		file := filepath.Join(t.TempDir(), "argocd-cm.yaml")
		if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, row := range rows(t) {
			t.Run(name+"/"+filepath.Base(row.InputPath), func(t *testing.T) {
				t.Parallel()
				if got := ask(t, binary, file, filepath.Join(customization, row.InputPath)); got != row.HealthStatus {
					t.Errorf("Argo CD says\n  %+v\nand not\n  %+v", got, row.HealthStatus)
				}
			})
		}
	}
}

func wildcard(t *testing.T) string {
	t.Helper()
	overrides, err := json.Marshal(map[string]any{
		"roadworthy.dev/*": map[string]string{"health.lua": read(t, customization+"/health.lua")},
	})
	if err != nil {
		t.Fatal(err)
	}
	config, err := json.Marshal(map[string]any{
		"apiVersion": "v1",
		"kind":       "ConfigMap",
		"metadata":   map[string]string{"name": "argocd-cm"},
		"data":       map[string]string{"resource.customizations": string(overrides)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(config)
}

func ask(t *testing.T, binary, config, object string) health {
	t.Helper()
	command := exec.Command(binary, "admin", "settings", "resource-overrides", "health", object,
		"--argocd-cm-path", config, "--load-cluster-settings=false")
	command.Env = []string{"ARGOCD_BINARY_NAME=argocd", "KUBECONFIG=/dev/null", "HOME=" + t.TempDir()}
	out, err := command.CombinedOutput()
	said := verdict.FindStringSubmatch(string(out))
	if err != nil || said == nil {
		t.Fatalf("%v: %s", err, out)
	}
	return health{Status: said[1], Message: said[2]}
}
