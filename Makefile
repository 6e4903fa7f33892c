# make run            set everything up and open Packbench in practice mode (no display: drives the real window)
# make test           every test
# make check-windows  type-check for Windows, run the engine's tests under Wine
# make bench          how fast it ships, against the best that the limits allow (about eight minutes)
# make bench-ui       how fast the list of orders is in Chromium (three minutes)
# make bench-window   the same figures in the real window under Xvfb (ten minutes, and an optimised build the first time)
# make screenshots    every screen and state as a picture, light and dark, Dutch and English (out/screenshots, three minutes)
# make bench-paper    merging, sheets and drawing of labels against qpdf, pdfunite, mutool and pdftoppm
# make fuzz-paper     ten minutes of damaged PDFs, PNGs and ZPL (needs a nightly compiler)
# make mutants        takes each safeguard out of a copy and sees a test fail (six minutes, later two)
# make simulate       simulated days: SEEDS=n lives through n of them, SEED=n replays one
.PHONY: run setup build test simulate check-windows screenshots bench bench-ui bench-window bench-paper fuzz-paper mutants fmt icons sounds clean

run:
	@scripts/setup.sh run
	@scripts/run.sh

setup:
	@scripts/setup.sh test

build:
	@scripts/build.sh

test:
	@scripts/setup.sh test
	@scripts/test.sh

check-windows:
	@scripts/setup.sh test
	@scripts/check-windows.sh

simulate:
	@scripts/setup.sh test
	@SEED=$(SEED) SEEDS=$(SEEDS) FROM=$(FROM) ALL=$(ALL) TWICE=$(TWICE) scripts/simulate.sh

screenshots:
	@scripts/setup.sh test
	@scripts/screenshots.sh

bench:
	@scripts/setup.sh test
	@scripts/bench.sh

bench-ui:
	@scripts/setup.sh test
	@scripts/bench-ui.sh

bench-window:
	@scripts/setup.sh test
	@scripts/bench-window.sh

bench-paper:
	@scripts/setup.sh test
	@scripts/bench-paper.sh

fuzz-paper:
	@scripts/fuzz-paper/run.sh

mutants:
	@scripts/setup.sh test
	@scripts/mutants.sh

fmt:
	@. scripts/env.sh && cargo fmt --all && npm run --silent format

icons:
	@scripts/icons.sh

sounds:
	@. scripts/env.sh && node scripts/sounds.mjs

clean:
	rm -rf out target gen ui/dist
