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
		go test -json -race -timeout 15m $with || true
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
		go test -run '^$' -fuzz "^$name\$" -fuzztime "$fuzztime" "$package" | grep -v '^fuzz: elapsed' || status=1
	done <<<"$listed"
	return $status
}
