//! What was measured, as a table and as JSON, and how it stands to the bars.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::{Value, json};

use crate::schedule::{Ms, Rules, Schedule};
use crate::scripts::{Ran, Script};
use crate::simulate::Seen;
use crate::station::Sample;

/// Last label against the best schedule, first label against the shortest chain.
const RATIO_MAX: f64 = 1.15;
/// One by one against Packbench, at [`FASTER_AT`] orders.
const FASTER_MIN: f64 = 10.0;
const FASTER_AT: usize = 100;
/// Click to look, look to create, at [`STEPS_AT`] orders.
const STEP_MS_MAX: f64 = 30.0;
const STEPS_AT: usize = 500;
const CPU_MS_PER_ORDER_MAX: f64 = 3.0;
const PEAK_MB_MAX: f64 = 120.0;
const PEAK_AT: usize = 2_000;

pub struct Report {
    chain: Ms,
    disk: String,
    scripts: Vec<(Script, usize, Ran)>,
    pub sizes: Vec<Size>,
}

/// One number of orders: the schedule and every repetition.
pub struct Size {
    orders: usize,
    best: Schedule,
    samples: Vec<Sample>,
    wrong: Vec<String>,
}

/// A bar of the issue.
struct Bar {
    name: String,
    value: f64,
    /// At most this; at least, where `least` is set.
    limit: f64,
    least: bool,
}

impl Bar {
    fn most(name: impl Into<String>, value: f64, limit: f64) -> Self {
        Self { name: name.into(), value, limit, least: false }
    }

    fn kept(&self) -> bool {
        if self.least { self.value >= self.limit } else { self.value <= self.limit }
    }
}

impl Size {
    pub fn new(orders: usize, best: Schedule) -> Self {
        Self { orders, best, samples: Vec::new(), wrong: Vec::new() }
    }

    pub fn add(&mut self, sample: Sample, seen: &Seen) {
        let orders = self.orders;
        if sample.labelled != orders || seen.labels_charged != orders {
            let (stored, bought) = (sample.labelled, seen.labels_charged);
            self.wrong.push(format!("{orders} orders: {stored} labels stored, {bought} bought"));
        }
        if seen.bought_twice > 0 {
            self.wrong.push(format!("{orders} orders: {} bought twice", seen.bought_twice));
        }
        if sample.throttled > 0 {
            self.wrong.push(format!("{orders} orders: a limit was exceeded {} times", sample.throttled));
        }
        self.samples.push(sample);
    }

    fn median(&self, figure: impl Fn(&Sample) -> f64) -> f64 {
        let mut values: Vec<f64> = self.samples.iter().map(figure).collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        match (values.get(middle), values.len().is_multiple_of(2)) {
            (Some(upper), true) => {
                values.get(middle - 1).map_or(*upper, |lower| f64::midpoint(*lower, *upper))
            }
            (Some(value), false) => *value,
            (None, _) => f64::NAN,
        }
    }

    fn last_ratio(&self) -> f64 {
        self.median(|s| s.last_ms) / self.best.last_label as f64
    }

    fn cpu_per_order(&self) -> f64 {
        self.median(|s| s.cpu_ms) / self.orders as f64
    }
}

impl Report {
    pub fn new(rules: &Rules, disk: String, scripts: Vec<(Script, usize, Ran)>) -> Self {
        Self { chain: rules.shortest_chain(), disk, scripts, sizes: Vec::new() }
    }

    /// What makes the figures worthless.
    pub fn wrong(&self) -> Vec<&String> {
        self.sizes.iter().flat_map(|size| &size.wrong).collect()
    }

    /// A script's time to the last label, and whether it was measured (else: by the time per order of its longest run).
    fn script_ms(&self, script: Script, orders: usize) -> Option<(f64, bool)> {
        let of_script = || self.scripts.iter().filter(move |(of, _, _)| *of == script);
        if let Some((_, _, ran)) = of_script().find(|(_, measured, _)| *measured == orders) {
            return Some((ran.last_ms, true));
        }
        let (_, measured, ran) = of_script().max_by_key(|(_, orders, _)| *orders)?;
        Some((ran.last_ms / *measured as f64 * orders as f64, false))
    }

    fn bars(&self) -> Vec<Bar> {
        let mut bars = Vec::new();
        for size in &self.sizes {
            let (n, first) = (size.orders, size.median(|s| s.first_ms));
            bars.push(Bar::most(
                format!("last label / best schedule, {n} orders"),
                size.last_ratio(),
                RATIO_MAX,
            ));
            let ratio = first / self.chain as f64;
            bars.push(Bar::most(format!("first label / shortest chain, {n} orders"), ratio, RATIO_MAX));
            if let (FASTER_AT, Some((script, _))) = (n, self.script_ms(Script::OneByOne, n)) {
                let value = script / size.median(|s| s.last_ms);
                let name = format!("one by one / last label, {n} orders");
                bars.push(Bar { name, value, limit: FASTER_MIN, least: true });
            }
            if n == STEPS_AT {
                let look = size.median(|s| s.look_ms);
                bars.push(Bar::most(format!("click to look, ms, {n} orders"), look, STEP_MS_MAX));
                let create = size.median(|s| s.look_to_create_ms);
                bars.push(Bar::most(format!("look to create, ms, {n} orders"), create, STEP_MS_MAX));
            }
            let cpu = size.cpu_per_order();
            bars.push(Bar::most(format!("CPU per order, ms, {n} orders"), cpu, CPU_MS_PER_ORDER_MAX));
            if n == PEAK_AT {
                let peak = size.median(|s| s.peak_mb);
                bars.push(Bar::most(format!("peak memory, MB, {n} orders"), peak, PEAK_MB_MAX));
            }
        }
        bars
    }

    pub fn json(&self) -> Value {
        let sizes: Vec<Value> = self.sizes.iter().map(|size| self.size_json(size)).collect();
        let scripts = self.scripts.iter().map(|(script, orders, ran)| {
            json!({"script": script.name(), "orders": orders, "first_ms": ran.first_ms, "last_ms": ran.last_ms})
        });
        let bars = self.bars().into_iter().map(|bar| {
            let kind = if bar.least { "at_least" } else { "at_most" };
            json!({"bar": bar.name, "value": bar.value, kind: bar.limit, "kept": bar.kept()})
        });
        json!({
            "machine": {
                "cores": std::thread::available_parallelism().map_or(0, std::num::NonZero::get),
                "cpu": cpu_model(),
                "os": std::env::consts::OS,
                "arch": std::env::consts::ARCH,
                "disk": self.disk,
            },
            "revision": revision(),
            "build": if cfg!(debug_assertions) { "debug" } else { "release" },
            "shortest_chain_ms": self.chain,
            "sizes": sizes,
            "scripts": scripts.collect::<Vec<_>>(),
            "bars": bars.collect::<Vec<_>>(),
            "wrong": self.wrong(),
        })
    }

    fn size_json(&self, size: &Size) -> Value {
        let script = |script| {
            self.script_ms(script, size.orders).map(|(last_ms, measured)| {
                json!({"last_ms": last_ms, "measured": measured, "slower": last_ms / size.median(|s| s.last_ms)})
            })
        };
        json!({
            "orders": size.orders,
            "best": {
                "first_ms": size.best.first_label, "last_ms": size.best.last_label,
                "calls": size.best.calls, "reads": size.best.reads,
            },
            "median": {
                "first_ms": size.median(|s| s.first_ms),
                "last_ms": size.median(|s| s.last_ms),
                "overhead_ms": size.median(|s| s.last_ms) - size.best.last_label as f64,
                "click_to_look_ms": size.median(|s| s.look_ms),
                "look_to_create_ms": size.median(|s| s.look_to_create_ms),
                "cpu_ms": size.median(|s| s.cpu_ms),
                "cpu_ms_per_order": size.cpu_per_order(),
                "peak_mb": size.median(|s| s.peak_mb),
            },
            "last_ratio": size.last_ratio(),
            "first_ratio": size.median(|s| s.first_ms) / self.chain as f64,
            "one_by_one": script(Script::OneByOne),
            "twenties": script(Script::Twenties),
            "runs": size.samples,
        })
    }
}

/// The tables and the bars.
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        let _ = writeln!(out, "{}", text.trim_end());
    };
    line(
        "\nLast label, seconds after the click; in brackets: so many times slower than Packbench".to_owned(),
    );
    line(format!(
        "{:>7} {:>10} {:>10} {:>7} {:>10}  {:>18}  {:>18}",
        "orders", "best (a)", "Packbench", "ratio", "overhead", "one by one (b)", "twenties (c)"
    ));
    for size in &report.sizes {
        let last = size.median(|s| s.last_ms);
        let script = |script| match report.script_ms(script, size.orders) {
            None => "-".to_owned(),
            Some((ms, measured)) => {
                let mark = if measured { "" } else { "~" };
                format!("{mark}{:.2} ({:>4.1}x)", ms / 1e3, ms / last)
            }
        };
        line(format!(
            "{:>7} {:>10.2} {:>10.2} {:>7.3} {:>10.2}  {:>18}  {:>18}",
            size.orders,
            size.best.last_label as f64 / 1e3,
            last / 1e3,
            size.last_ratio(),
            (last - size.best.last_label as f64) / 1e3,
            script(Script::OneByOne),
            script(Script::Twenties)
        ));
    }
    line(format!(
        "~ computed from the time per order of the longest measured run\n\nFirst label (shortest possible chain: {:.2} s) and what it costs",
        report.chain as f64 / 1e3
    ));
    line(format!(
        "{:>7} {:>9} {:>7} {:>14} {:>16} {:>13} {:>9} {:>5}",
        "orders",
        "first, s",
        "ratio",
        "click-look, ms",
        "look-create, ms",
        "CPU/order, ms",
        "peak, MB",
        "runs"
    ));
    for size in &report.sizes {
        let first = size.median(|s| s.first_ms);
        line(format!(
            "{:>7} {:>9.2} {:>7.3} {:>14.1} {:>16.1} {:>13.2} {:>9.1} {:>5}",
            size.orders,
            first / 1e3,
            first / report.chain as f64,
            size.median(|s| s.look_ms),
            size.median(|s| s.look_to_create_ms),
            size.cpu_per_order(),
            size.median(|s| s.peak_mb),
            size.samples.len()
        ));
    }
    line(String::new());
    for bar in report.bars() {
        let verdict = if bar.kept() { "ok" } else { "MISSED" };
        let sign = if bar.least { ">=" } else { "<=" };
        line(format!("{verdict:<6} {:<44} {:>9.3} {sign} {}", bar.name, bar.value, bar.limit));
    }
    for wrong in report.wrong() {
        line(format!("WRONG  {wrong}"));
    }
    out
}

fn revision() -> Option<String> {
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let changed =
        git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|list| !list.is_empty());
    git(&["rev-parse", "--short=12", "HEAD"])
        .map(|head| if changed { format!("{head}+changes") } else { head })
}

fn cpu_model() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    line.split_once(':').map(|(_, name)| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(orders: usize, last_ms: f64) -> Sample {
        Sample {
            orders,
            labelled: orders,
            written_ms: 1.0,
            look_ms: 10.0,
            look_to_create_ms: 40.0,
            bought_ms: 1_000.0,
            first_ms: 2_600.0,
            last_ms,
            cpu_ms: 500.0,
            peak_mb: 50.0,
            calls: vec![20],
            calls_left_ms: vec![230.0],
            lists: 3,
            documents: orders,
            events: 9,
            throttled: 0,
        }
    }

    fn report(samples: Vec<Sample>, seen: &Seen) -> Report {
        let best = Schedule { calls: vec![500], first_label: 2_000, last_label: 4_000, reads: 600 };
        let mut size = Size::new(500, best);
        for sample in samples {
            size.add(sample, seen);
        }
        let ran = Ran { first_ms: 670.0, last_ms: 67_000.0, labels: 100 };
        let scripts = vec![(Script::OneByOne, 100, ran)];
        Report { chain: 2_570, disk: "ext4".to_owned(), scripts, sizes: vec![size] }
    }

    #[test]
    fn medians_are_held_against_the_bars() {
        let seen = Seen { labels_charged: 500, bought_twice: 0, requests: 600 };
        let report = report([4_400.0, 4_700.0, 9_000.0].map(|ms| sample(500, ms)).to_vec(), &seen);
        let kept =
            |name: &str| report.bars().into_iter().find(|bar| bar.name.starts_with(name)).unwrap().kept();
        assert!(!kept("last label"), "4.7 s are more than 1.15 times 4 s");
        assert!(kept("first label") && kept("click to look") && !kept("look to create") && kept("CPU"));
        assert!(report.wrong().is_empty());
        let json = report.json();
        assert_eq!(json["sizes"][0]["one_by_one"]["last_ms"], 335_000.0, "67 s for 100 are 335 s for 500");
        assert_eq!(json["sizes"][0]["one_by_one"]["measured"], false);
        assert!(text(&report).contains("MISSED last label"), "{}", text(&report));
    }

    #[test]
    fn missing_and_second_labels_make_the_run_worthless() {
        let seen = Seen { labels_charged: 501, bought_twice: 1, requests: 600 };
        let throttled = Sample { throttled: 2, ..sample(500, 4_000.0) };
        assert_eq!(report(vec![throttled], &seen).wrong().len(), 3);
    }
}
