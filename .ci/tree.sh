# shellcheck shell=bash
# Checks of the tree itself: what git knows, and what it would take in.

# files PATTERN…: tracked files, and new ones that are not ignored.
files() {
	git ls-files --cached --others --exclude-standard -- "$@" | while read -r file; do
		[[ ! -e $file ]] || printf '%s\n' "$file"
	done
}

formatted() {
	local wrong
	wrong=$(files '*.go' | xargs gofmt -l)
	[[ -z $wrong ]] || { printf 'not formatted:\n%s\n' "$wrong"; return 1; }
}

# generated compares before and after, so that it holds with open changes too.
generated() {
	local before after file
	before=$(files '*_templ.go' | xargs sha256sum)
	go tool templ generate -log-level error
	after=$(files '*_templ.go' | xargs sha256sum)
	[[ $before == "$after" ]] || {
		printf 'were generated anew, commit them:\n%s\n' "$(diff <(echo "$before") <(echo "$after") | sed -n 's/^> [0-9a-f]* *//p')"
		return 1
	}
	for file in $(files '*_templ.go'); do
		[[ -e ${file%_templ.go}.templ ]] || { printf '%s has no template\n' "$file"; return 1; }
	done
}

tidy() {
	local changes
	changes=$(go mod tidy -diff 2>/dev/null) || {
		printf 'run: go mod tidy\n%s\n' "$(grep '^[-+]' <<<"$changes" | head -n 40)"
		return 1
	}
}

# A newer fasthttp links and answers, but Fiber v2's own tests fail with it.
fasthttp_pinned() {
	local version
	version=$(go list -m -f '{{.Version}}' github.com/valyala/fasthttp)
	[[ $version == v1.51.0 ]] || { printf 'go.mod has fasthttp %s, Fiber v2 is made for v1.51.0\n' "$version"; return 1; }
}

layout() {
	local entry status=0
	for entry in $(files | cut -d/ -f1 | sort -u); do
		case $entry in
		.* | cmd | storefront | search | catalog | media | migrations) ;;
		Dockerfile | compose.yaml | README.md | LICENSE | go.mod | go.sum) ;;
		*)
			printf '%s has no place at the top\n' "$entry"
			status=1
			;;
		esac
	done
	for entry in $(files '*.go' | xargs dirname | sort -u); do
		case ${entry##*/} in
		util | utils | common | helper | helpers | base | types | models | services | pkg | tools | core)
			printf '%s says nothing by its name\n' "$entry"
			status=1
			;;
		esac
	done
	return $status
}

lengths() {
	local long
	long=$(files '*.go' '*.templ' '*.css' '*.js' '*.sql' '*.sh' .ci/run |
		grep -v -e '_test\.go$' -e '_templ\.go$' | xargs wc -l | awk '$1 > 400 && $2 != "total"')
	[[ -z $long ]] || { printf 'longer than 400 lines:\n%s\n' "$long"; return 1; }
}

# packaging reads both files with the parsers of Docker, in a module of its own.
packaging() (
	cd .ci/packaging
	go run . ../..
)

vulnerabilities() {
	if ! curl --silent --fail --max-time 15 --output /dev/null https://vuln.go.dev/index/db.json; then
		printf 'not run: the database of vulnerabilities, vuln.go.dev, is out of reach\n'
		return 0
	fi
	go run "$govulncheck" ./...
}
