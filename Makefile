# Every command of the project. `make` alone lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

export CLUSTER REGISTRY RIDES DATASET KILLS GITOPS
MVN = JAVA_HOME="$$(tools/java-home)" mvn -B -ntp

.PHONY: help
help: ## list the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  CLUSTER=sandbox|kind|current   which cluster (default: what the machine allows)"
	@echo "  GITOPS=argocd                  the demo's releases are decided at a Git host in the cluster, and applied by Argo CD"
	@echo "  KILLS=n                        the operator is killed n times during the demo, at moments by chance"
	@echo "  RIDES=dir DATASET=file         your own frames and masks for the demo, and their manifest (docs/dataset.md)"

.PHONY: setup
setup: ## install what this machine lacks
	@tools/setup

.PHONY: demo
demo: deploy ## the story, from rides to vehicles and back
	@tools/story

.PHONY: test
test: setup ## all tests but those on a whole cluster
	@tools/check-scripts
	@sandbox/test/light
	@images/test
	@charts/test
	@images/build trainer-pytorch
	@examples/trainers/pytorch/test
	@examples/ci/test
	@ROADWORTHY_TOOLS="$$(sandbox/cluster tools)" $(MVN) --threads 2 verify

.PHONY: kill-sweep
kill-sweep: setup ## kill the operator at every write of a release
	@ROADWORTHY_TOOLS="$$(sandbox/cluster tools)" $(MVN) -pl kill-sweep -am verify -Droadworthy.kill-sweep=all \
	  -Dtest=none -Dit.test=KillSweepIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

.PHONY: e2e
e2e: deploy ## the story and its faults on a whole cluster
	@tools/e2e

.PHONY: e2e-gitops
e2e-gitops: deploy ## approvals by pull request, with a real Git host and a real Argo CD
	@tools/e2e-gitops

.PHONY: bench-gitops
bench-gitops: setup ## measure what is asked often, beside others that do the same
	@ROADWORTHY_TOOLS="$$(sandbox/cluster tools)" ROADWORTHY_GIT_HOST="$$(sandbox/cluster git-host)" $(MVN) verify -Dtest=none \
	  -Dit.test='*GitopsBench' -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

.PHONY: build
build: setup
	@$(MVN) -q package -DskipTests -Dspotless.check.skip

.PHONY: cli
cli: setup ## the command roadworthy, a plugin of kubectl too, in cli/target/roadworthy/bin
	@$(MVN) -q -pl cli -am package -DskipTests -Dspotless.check.skip
	@install -D -m 755 cli/src/main/sh/roadworthy cli/target/roadworthy/bin/roadworthy
	@ln -sf roadworthy cli/target/roadworthy/bin/kubectl-roadworthy

.PHONY: images
images: build ## the container images, in target/images
	@images/build

.PHONY: bundle-sample
bundle-sample: setup ## a signed sample bundle with its public key: make bundle-sample OUT=dir
	@test -n "$(OUT)" || { echo "say where: make bundle-sample OUT=dir" >&2; exit 2; }
	@$(MVN) -q -pl bundle -am package -DskipTests -Dspotless.check.skip
	@"$$(tools/java-home)/bin/java" -cp "bundle/target/classes:bundle/target/lib/*" dev.roadworthy.bundle.sample.BundleSample "$(OUT)"

.PHONY: cluster-up
cluster-up: setup ## start the cluster
	@tools/cluster up

.PHONY: cluster-down
cluster-down: ## stop the cluster, with all that is in it
	@tools/cluster down

.PHONY: deploy
deploy: images cluster-up ## install the product in the cluster with Helm
	@tools/deploy

.PHONY: generate
generate: setup ## write the generated files anew
	@$(MVN) -q -pl crds -am test -Dtest=CrdsTest -Dsurefire.failIfNoSpecifiedTests=false -Droadworthy.generate

.PHONY: fixtures
fixtures: setup ## record anew the objects that health is judged by
	@rm -f charts/roadworthy/files/argocd/resource_customizations/roadworthy.dev/_/testdata/*.yaml
	@ROADWORTHY_TOOLS="$$(sandbox/cluster tools)" $(MVN) -q -pl controllers -am verify -Droadworthy.generate \
	  -Dtest=none -Dit.test='*ReconcilerIT' -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

.PHONY: format
format: setup ## format the code
	@$(MVN) -q spotless:apply

.PHONY: lint
lint: setup ## format, static analysis and scripts, without running a test
	@tools/check-scripts
	@$(MVN) -q test-compile

.PHONY: clean
clean: cluster-down ## remove what was built here
	@$(MVN) -q clean
	@rm -rf target .sandbox
