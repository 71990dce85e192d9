package view_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ocop/storefront/locale"
)

// Whatever the audit notes has words in both languages.
func TestAuditActionsHaveWords(t *testing.T) {
	words, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	action := regexp.MustCompile(`"((?:account|claim|consent|event|fraud|grant|import|listing|picture|producer|product|recognition|report|request|rule|word)\.[a-z-]+)"`)
	found := 0
	for _, root := range []string{"../../catalog", "../account", ".."} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() && root == ".." && path != root {
				return skipUnlessFailed(err)
			}
			if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			source, err := os.ReadFile(path)
			for line := range strings.Lines(string(source)) {
				if !strings.Contains(line, "Action:") && !strings.Contains(line, "ecord(") && !strings.Contains(line, ".entry(") && !strings.Contains(line, ".change(") && !strings.Contains(line, ".decide(") {
					continue
				}
				for _, match := range action.FindAllStringSubmatch(line, -1) {
					found++
					for _, lang := range locale.Langs() {
						if !words.In(lang).Has("audit.action." + match[1]) {
							t.Errorf("%s: %s has no words in %s", path, match[1], lang)
						}
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 40 {
		t.Errorf("only %d actions were found in the sources", found)
	}
}

func skipUnlessFailed(err error) error {
	if err != nil {
		return err
	}
	return fs.SkipDir
}
