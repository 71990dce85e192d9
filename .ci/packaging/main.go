// Command packaging reads compose.yaml and Dockerfile with the parsers of
// Docker itself, where no Docker is installed. It is a module of its own, so
// that none of this reaches the go.mod of the site. It knows their grammar and
// nothing of what they mean to the site: that is tested beside its settings.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: packaging FOLDER")
		os.Exit(2)
	}
	failed := false
	for name, check := range map[string]func(string) error{"compose.yaml": checkCompose, "Dockerfile": checkDockerfile} {
		if err := check(filepath.Join(os.Args[1], name)); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// checkCompose loads the file twice: with every required variable set it must
// be sound, and without any of them it must be refused.
func checkCompose(path string) error {
	ctx := context.Background()
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	required := make(map[string]string)
	for _, match := range regexp.MustCompile(`\$\{(\w+):\?`).FindAllSubmatch(text, -1) {
		required[string(match[1])] = strings.Repeat("k", 32)
	}
	project, err := load(ctx, path, required)
	if err != nil {
		return err
	}
	if _, err := project.MarshalYAML(); err != nil {
		return fmt.Errorf("writing it in full: %w", err)
	}
	for missing := range required {
		rest := make(map[string]string)
		for name, value := range required {
			if name != missing {
				rest[name] = value
			}
		}
		if _, err := load(ctx, path, rest); err == nil || !strings.Contains(err.Error(), missing) {
			return fmt.Errorf("without %s it is not refused by that name: %v", missing, err)
		}
	}
	fmt.Printf("compose.yaml: services %s; required %d variables\n", strings.Join(project.ServiceNames(), ", "), len(required))
	return nil
}

// load is `docker compose config` in an environment of these variables only.
func load(ctx context.Context, path string, environment map[string]string) (*types.Project, error) {
	var pairs []string
	for name, value := range environment {
		pairs = append(pairs, name+"="+value)
	}
	options, err := cli.NewProjectOptions([]string{path}, cli.WithEnv(pairs))
	if err != nil {
		return nil, err
	}
	return options.LoadProject(ctx)
}

// checkDockerfile parses the file and its instructions; a warning is an error.
func checkDockerfile(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	result, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return err
	}
	for _, warning := range result.Warnings {
		return fmt.Errorf("%s", warning.Short)
	}
	var remarks []string
	rules := linter.New(&linter.Config{
		Warn: func(rule, _, _, remark string, places []parser.Range) {
			remarks = append(remarks, fmt.Sprintf("%s: %s %v", rule, remark, places))
		},
	})
	stages, _, err := instructions.Parse(result.AST, rules)
	if err != nil {
		return err
	}
	if len(remarks) > 0 {
		return fmt.Errorf("%s", strings.Join(remarks, "\n"))
	}
	fmt.Printf("Dockerfile: %d stages\n", len(stages))
	return nil
}
