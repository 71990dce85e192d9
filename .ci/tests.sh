# shellcheck shell=bash
# Tests beyond `go test ./...`.

# races_and_skips runs every test a second time, those of concurrent packages with
# the race detector, and reads what was skipped: here only a test that needs
# Meilisearch may be, and it has to say so.
races_and_skips() {
	local all with without status=0
	all=$(go list ./...)
	with=$(grep -E "$concurrent" <<<"$all" || true)
	without=$(grep -vE "$concurrent" <<<"$all" || true)
	# shellcheck disable=SC2086 # one word a package
	{
		go test -json -race -timeout 20m -skip "$unraced" $with || true
		go test -json -run "$unraced" ./media ./storefront || true
		go test -json $without || true
	} | go run .ci/skips.go || status=1
	return $status
}

# fuzz_all finds every fuzz test by itself.
fuzz_all() {
	local package name listed status=0
	listed=$(go test -list '^Fuzz' ./... | awk '/^Fuzz/ { names[++n] = $1; next }
		$1 == "ok" { for (i = 1; i <= n; i++) print $2, names[i] } { n = 0 }')
	[[ -n $listed ]] || { printf 'there is no fuzz test\n'; return 1; }
	while read -r package name; do
		printf '%s %s\n' "$package" "$name"
		fuzz "$package" "$name" "$fuzztime" || fuzz_by_count "$package" "$name" || status=1
	done <<<"$listed"
	return $status
}

fuzz() {
	go test -run '^$' -fuzz "^$2\$" -fuzztime "$3" "$1" >"$work/fuzz.log" 2>&1 || {
		cat "$work/fuzz.log"
		return 1
	}
	tail -n 1 "$work/fuzz.log"
}

# fuzz_by_count is for the one failure that is Go's own until 1.27 (golang/go#75804):
# the time ran out at a bad moment, and no input was found that fails.
fuzz_by_count() {
	grep -q 'context deadline exceeded' "$work/fuzz.log" && ! grep -q 'Failing input' "$work/fuzz.log" || return 1
	printf 'no input failed; once more, by count instead of time\n'
	fuzz "$1" "$2" 5000x
}
