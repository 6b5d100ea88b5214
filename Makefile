# make report   build the program and the release
# make test     all tests that need no browser; says how long they took
# make mutants  how good the checks are: counts what they catch (half an hour)
# make faults   kills and fails a build at its file-changing calls, fills disks, attacks query (two hours)
# make dist     archives for Linux and Windows, which run without compiler or network, in dist/
# make test-dist     the archive for Linux on a bare machine; make test-windows  the one for Windows under Wine
# make test-browser, test-clients (other versions of DuckDB, Python, R), lint, fuzz, bench, clean

GOLANGCI := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
MODULES  := charts/draw/node_modules/.package-lock.json
TOOLS    := pipeline/site/testdata/tools
CLIENTS  := pipeline/warehouse/testdata/clients
WINDOWS  := cmd/dist/windows
ENGINE   := $(WINDOWS)/node_modules/@duckdb/node-bindings-win32-x64
FUZZTIME ?= 20s

.PHONY: report build test test-browser test-clients lint fuzz bench mutants faults dist test-dist test-windows clean

report: build
	./jaarcijfers build

build: $(MODULES)
	go build -ldflags "-X main.version=$(VERSION)" -o jaarcijfers ./cmd/jaarcijfers

# ECharts is embedded in the program, so it must be there before Go builds.
$(MODULES): charts/draw/package-lock.json
	npm ci --prefix charts/draw --no-audit --no-fund --loglevel=error
	@touch $@

# The tools that the browser tests hold the pages against.
$(TOOLS)/node_modules/.package-lock.json: $(TOOLS)/package-lock.json
	npm ci --prefix $(TOOLS) --no-audit --no-fund --loglevel=error
	@touch $@

# What takes minutes, side by side; what takes seconds goes before it.
# Without what only a debugger reads a test binary, 130 MB, is linked in half the time.
STRIPPED := -ldflags="-s -w"
LONG := jaarcijfers/pipeline jaarcijfers/cmd/jaarcijfers jaarcijfers/pipeline/engine jaarcijfers/pipeline/records jaarcijfers/cmd/mutants/mutants jaarcijfers/pipeline/site

# Tests that build take a fifth less when memory is collected less often.
test: $(MODULES)
	@began=$$(date +%s); \
	export GOGC=400; go test $(STRIPPED) -timeout 60m $$(go list ./... | grep -vxF "$$(printf '%s\n' $(LONG))") && go test $(STRIPPED) -timeout 60m $(LONG) && \
	echo "All tests passed in $$(($$(date +%s) - began)) s."

test-browser: $(MODULES) $(TOOLS)/node_modules/.package-lock.json
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { echo "These tests need Chromium. On Debian or Ubuntu: sudo apt-get install chromium"; exit 1; }
	go test -tags browser -count 1 -timeout 60m ./pipeline/site
	go test -tags browser -count 1 -run TestTheReportOnPaper ./pipeline

# The database of a release, opened with DuckDB of before and of now. Not "npm ci":
# it refuses a lock without the builds for other platforms, which not every registry
# keeps of older versions. What the lock does name is installed as it says.
# Its files are read with pandas and R, by their descriptors.
$(CLIENTS)/node_modules/.package-lock.json: $(CLIENTS)/package-lock.json
	npm install --no-save --prefix $(CLIENTS) --no-audit --no-fund --loglevel=error
	@touch $@

test-clients: $(MODULES) $(CLIENTS)/node_modules/.package-lock.json
	@/usr/bin/python3 -c 'import pandas' && Rscript -e 'library(readr); library(jsonlite)' 2>/dev/null || \
	  { echo "These tests need pandas and R. On Debian or Ubuntu: sudo apt-get install python3-pandas r-base-core r-cran-readr r-cran-jsonlite"; exit 1; }
	go test -tags clients -count 1 -run TestOther ./pipeline

lint: $(MODULES)
	go vet -tags browser,clients,dist ./...
	go vet -tags wine ./cmd/dist
	go run $(GOLANGCI) run ./...

# Each fuzz target for a while; longer with FUZZTIME=10m.
fuzz: $(MODULES)
	@for target in $$(grep -rl '^func Fuzz' --include='*_test.go' charts pipeline cmd | xargs -n1 dirname | sort -u); do \
	  for name in $$(grep -ho '^func Fuzz[A-Za-z]*' $$target/*_test.go | cut -d' ' -f2); do \
	    echo "$$target $$name"; go test -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x ./$$target || exit 1; \
	  done; \
	done

# The report; and an extract of ROWS offences against the engine alone, RUNS times.
ROWS  ?= 10000000
PARTS ?= 1
RUNS  ?= 5
bench: build
	go build -o build/bench ./cmd/bench
	build/bench
	build/bench -rows $(ROWS) -parts $(PARTS) -runs $(RUNS)

# Makes one thing wrong at a time and counts what the checks catch. EVERY=10 tries one in ten.
# It writes the counts that the method page shows; accept them with jaarcijfers accept.
EVERY ?= 1
mutants: $(MODULES)
	go build -o build/mutants ./cmd/mutants
	build/mutants -every $(EVERY) -v -write data/definitions/watch.csv

# Fails a build in many places, from outside: one fault in so many (THIN=1 tries all, for hours).
# Linux on x86-64 only; disks that are too small need the superuser.
THIN ?= 7
faults: build
	go build -o build/faults ./cmd/faults
	build/faults -thin $(THIN)

# The engine as a library for Windows. The lock is of what runs elsewhere, so npm is told so.
$(WINDOWS)/node_modules/.package-lock.json: $(WINDOWS)/package-lock.json
	npm ci --prefix $(WINDOWS) --os=win32 --cpu=x64 --no-audit --no-fund --loglevel=error
	@touch $@

# What is read by a debugger only, and paths of this machine, are left out. The C++ library
# goes into the program for Linux, so that it needs only the C library (glibc): the linker
# takes it from a folder that has no other than the static one.
RELEASED := -trimpath -ldflags='-s -w -X main.version=$(VERSION)
dist/linux/jaarcijfers: $(MODULES) FORCE
	mkdir -p $(@D)/lib && ln -sf "$$(g++ -print-file-name=libstdc++.a)" $(@D)/lib/
	LIBRARY_PATH=$(CURDIR)/$(@D)/lib CGO_ENABLED=1 go build $(RELEASED) -extldflags "-static-libgcc"' -o $@ ./cmd/jaarcijfers

# On Debian: apt-get install g++-mingw-w64-x86-64-posix. The build id would tell of the folder
# in which the library of the engine stands.
dist/windows/jaarcijfers.exe: $(MODULES) $(WINDOWS)/node_modules/.package-lock.json FORCE
	GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc-posix CGO_LDFLAGS="-L$(CURDIR)/$(ENGINE)" \
	  go build -tags duckdb_use_lib $(RELEASED) -buildid=' -o $@ ./cmd/jaarcijfers
	cp $(ENGINE)/duckdb.dll $(@D)

dist: dist/linux/jaarcijfers dist/windows/jaarcijfers.exe
	rm -f dist/jaarcijfers-* dist/SHA256SUMS
	go run ./cmd/dist -version $(VERSION) -to dist -linux dist/linux/jaarcijfers -windows dist/windows/jaarcijfers.exe -engine $(ENGINE)/duckdb.dll

# The archive for Linux where there is nothing but the C library; shells; man. It needs "unshare".
test-dist: dist
	go test -tags dist -count 1 ./cmd/dist

# What Wine lacks; see the source.
dist/wine/bcryptprimitives.dll: cmd/dist/testdata/wine/bcryptprimitives.c
	mkdir -p $(@D)
	x86_64-w64-mingw32-gcc-posix -shared -O1 -o $@ $< -ladvapi32

# On Debian: apt-get install wine64 unzip
test-windows:
	@if command -v wine64 >/dev/null || [ -x /usr/lib/wine/wine64 ]; then \
	  $(MAKE) dist dist/wine/bcryptprimitives.dll && go test -tags wine -count 1 -timeout 60m ./cmd/dist; \
	else echo "Wine is not on this machine, so the program for Windows was not tested. On Debian: apt-get install wine64"; fi

FORCE:

clean:
	rm -rf build dist jaarcijfers charts/draw/node_modules $(TOOLS)/node_modules $(CLIENTS)/node_modules $(WINDOWS)/node_modules
