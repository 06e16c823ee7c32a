#!/bin/sh
# Builds static/look/govuk.css and static/look/govuk-frontend.min.js from govuk-frontend, in a folder that is thrown away.
# A maintainer runs it to take a new version (needs node and npm) and commits the result; nothing is built at run time.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
look=$(dirname "$here")/static/look
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/build_css.scss" "$here/build_css.mjs" "$work"
cd "$work"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent govuk-frontend@6.6.0 sass@1.108.2 esbuild@0.28.2

npx sass --load-path=node_modules --style=compressed --no-charset --no-source-map --quiet-deps build_css.scss built.css
npx esbuild build_css.mjs --bundle --minify --format=esm --target=es2020 --legal-comments=none --outfile=built.js --log-level=warning

if grep -qiE 'GDS Transport|crest|crown' built.css built.js; then
  echo "build_css: the result names a crown, a crest or GDS Transport, which are not ours to use" >&2
  exit 1
fi
notice="/*! govuk-frontend 6.6.0, MIT Licence, Copyright (c) 2017 Crown Copyright (Government Digital Service) */"
{ echo "$notice"; cat built.css; } >"$look/govuk.css"
{ echo "$notice"; cat built.js; } >"$look/govuk-frontend.min.js"
wc -c "$look/govuk.css" "$look/govuk-frontend.min.js"
