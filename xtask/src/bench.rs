//! `cargo xtask bench`: what the program costs, each figure beside its floor in the same run, and beside the budget of
//! the design. It measures and says; it never fails because a machine is busy.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::command::{answer, cargo, command, released, root, run, run_and_read};
use crate::processes;
use crate::screen::Unseen;
use crate::setup;

const STARTS: usize = 5;
/// What a window needs to come to rest before its memory is counted.
const REST: Duration = Duration::from_secs(3);
const FONTS: &str = "node_modules/@expo-google-fonts/noto-sans-sc";

/// One figure: what was measured, what it may be, and what stands under it.
struct Figure {
    name: String,
    unit: String,
    value: f64,
    budget: Option<f64>,
    floor: Option<(String, f64)>,
}

/// Builds for release, measures, prints the table and writes `target/bench.json`.
///
/// # Errors
/// Something cannot be built or started.
pub fn bench() -> Result<(), String> {
    setup::packages(&[setup::BUILD, setup::UNSEEN].concat())?;
    setup::node_modules()?;
    setup::screen()?;
    run(cargo(&["build", "--release", "--workspace", "--bins", "--examples"]))?;
    let folder = root().join("target/bench");
    let mut figures = windows(&folder)?;
    figures.extend(core(&folder)?);
    figures.push(pages()?);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let table = table(&figures);
    println!("\n{table}\nload while measuring ended: {}", load.trim());
    let path = root().join("target/bench.json");
    fs::write(&path, json(&figures, load.trim())).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("target/bench.json");
    Ok(())
}

/// The core's half: a program of the tests, so that this one stays small.
fn core(folder: &Path) -> Result<Vec<Figure>, String> {
    let mut core = command(released("bench"), &[]);
    core.arg(folder).env("CRADLEBOOK_FONTS", root().join(FONTS));
    let (success, said) = run_and_read(core)?;
    if !success {
        return Err("the core could not be measured".to_owned());
    }
    Ok(said.lines().filter_map(Figure::read).collect())
}

/// A thousand receipts in one file, as the pages alone cost it.
fn pages() -> Result<Figure, String> {
    let mut speed = command(released("examples/speed"), &[]);
    speed.env("CRADLEBOOK_FONTS", root().join(FONTS));
    let said = answer(speed).ok_or("the pages could not be measured")?;
    let seconds = said.lines().find_map(|line| line.strip_prefix("one file:")?.split(", ").nth(1)?.strip_suffix(" s"));
    let value = seconds.and_then(|seconds| seconds.parse().ok()).ok_or("the pages said nothing")?;
    Ok(Figure {
        name: "1,000 receipts to one PDF".to_owned(),
        unit: "s".to_owned(),
        value,
        budget: Some(2.0),
        floor: None,
    })
}

/// The start and the memory of the window, by turns with an empty window of the same Tauri.
fn windows(folder: &Path) -> Result<Vec<Figure>, String> {
    let home = folder.join("home");
    let store = home.join("demo");
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    let mut demo = command(released("cradlebook"), &["demo", "--store"]);
    demo.arg(&store).env("CRADLEBOOK_FONTS", root().join(FONTS)).stdout(Stdio::null());
    run(demo)?;
    let screen = Unseen::start(1366, 690)?;
    let (mut own, mut empty) = (Vec::new(), Vec::new());
    for round in 0..=STARTS {
        for (program, measured) in [("examples/empty-window", &mut empty), ("cradlebook-desktop", &mut own)] {
            let once = start(&screen, &released(program), &home, &store)?;
            println!("{program}: {:.0} ms, {:.0} MB", once.0, once.1);
            // The first start of each only warms up.
            if round > 0 {
                measured.push(once);
            }
        }
    }
    let of = |list: &[(f64, f64)], part: fn(&(f64, f64)) -> f64| {
        let mut values: Vec<f64> = list.iter().map(part).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let (start, least) = (of(&own, |x| x.0), of(&empty, |x| x.0));
    let (memory, least_memory) = (of(&own, |x| x.1), of(&empty, |x| x.1));
    let figure = |name: &str, unit: &str, value, budget, floor: Option<f64>| Figure {
        name: name.to_owned(),
        unit: unit.to_owned(),
        value,
        budget,
        floor: floor.map(|floor| ("an empty Tauri window".to_owned(), floor)),
    };
    Ok(vec![
        figure("start to tappable names", "ms", start, Some(1_500.0), Some(least)),
        figure("memory of all processes (PSS)", "MB", memory, Some(300.0), Some(least_memory)),
        figure("memory beside an empty window", "×", memory / least_memory, Some(1.35), None),
    ])
}

/// Starts a window; answers ms until its content is on the screen, and its memory in MB when it rests.
fn start(screen: &Unseen, program: &Path, home: &Path, store: &Path) -> Result<(f64, f64), String> {
    screen.wait_until_empty()?;
    let mut shell = command("dbus-run-session", &["--"]);
    shell.arg(program).env("DISPLAY", screen.display()).env("HOME", home).env("CRADLEBOOK_STORE", store);
    shell.env("CRADLEBOOK_FONTS", root().join(FONTS)).env("LANG", "zh_CN.UTF-8");
    for (name, folder) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")] {
        shell.env(name, home.join(folder));
    }
    for name in ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"] {
        shell.env(name, "1");
    }
    let begun = Instant::now();
    let child = shell.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let window = Closing(child.map_err(|error| format!("dbus-run-session: {error}"))?);
    screen.wait_until_painted()?;
    let painted = 1e3 * begun.elapsed().as_secs_f64();
    sleep(REST);
    let kilobytes: u64 = processes::below(window.0.id())
        .into_iter()
        .filter(|process| !process.name.starts_with("dbus"))
        .map(|process| processes::pss(process.id))
        .sum();
    Ok((painted, kilobytes as f64 / 1_000.0))
}

/// A session that ends with us, and every process in it.
struct Closing(Child);

impl Drop for Closing {
    fn drop(&mut self) {
        processes::end(processes::below(self.0.id()));
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Figure {
    /// From a line of the core's half.
    fn read(line: &str) -> Option<Figure> {
        let mut parts = line.split('\t');
        let mut next = || parts.next();
        let (name, unit, value) = (next()?.to_owned(), next()?.to_owned(), next()?.parse().ok()?);
        let (budget, floor, floor_name) = (next()?.parse().ok(), next()?.parse().ok(), next()?.to_owned());
        Some(Figure { name, unit, value, budget, floor: floor.map(|floor| (floor_name, floor)) })
    }

    fn mark(&self) -> &'static str {
        match self.budget {
            None => "",
            Some(budget) if self.value <= budget => "pass",
            Some(_) => "OVER",
        }
    }
}

fn amount(value: f64) -> String {
    if value >= 1_000.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.3}")
    }
}

fn table(figures: &[Figure]) -> String {
    let mut table = String::new();
    let optional = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), amount);
    let _ = writeln!(
        table,
        "{:<52} {:>10} {:<4} {:>9} {:<4} {:>10} {:>7}  floor",
        "", "measured", "", "budget", "", "floor", "ratio"
    );
    for figure in figures {
        let (name, floor) = figure.floor.as_ref().map_or(("", None), |(name, floor)| (name.as_str(), Some(*floor)));
        let ratio = floor.filter(|floor| *floor > 0.0).map(|floor| figure.value / floor);
        let _ = writeln!(
            table,
            "{:<52} {:>10} {:<4} {:>9} {:<4} {:>10} {:>7}  {name}",
            figure.name,
            amount(figure.value),
            figure.unit,
            optional(figure.budget),
            figure.mark(),
            optional(floor),
            ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.1}")),
        );
    }
    table
}

fn json(figures: &[Figure], load: &str) -> String {
    let number = |value: Option<f64>| value.map_or_else(|| "null".to_owned(), |value| value.to_string());
    let lines: Vec<String> = figures
        .iter()
        .map(|figure| {
            let floor = figure.floor.as_ref();
            format!(
                "    {{ \"name\": {:?}, \"unit\": {:?}, \"value\": {}, \"budget\": {}, \"mark\": {:?}, \"floor\": {}, \"floor_name\": {:?} }}",
                figure.name,
                figure.unit,
                figure.value,
                number(figure.budget),
                figure.mark(),
                number(floor.map(|(_, value)| *value)),
                floor.map_or("", |(name, _)| name),
            )
        })
        .collect();
    format!("{{\n  \"load\": {load:?},\n  \"figures\": [\n{}\n  ]\n}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_core_becomes_a_row_with_its_mark() {
        let line = "find a name\tms\t12.500\t50.000\t2.500\tits main query bare";
        let figure = Figure::read(line).unwrap();
        assert_eq!(figure.mark(), "pass");
        assert_eq!(figure.floor, Some(("its main query bare".to_owned(), 2.5)));
        let row = table(&[figure]);
        assert!(row.contains("12.5 ms") && row.contains("pass") && row.contains(" 5.0  its main"), "{row}");
        let over = Figure::read("x\ts\t3.0\t2.0\t\t").unwrap();
        assert_eq!((over.mark(), over.floor.is_none()), ("OVER", true));
        assert!(json(&[over], "1").contains("\"budget\": 2, \"mark\": \"OVER\", \"floor\": null"));
        assert!(Figure::read("the ten-year store is there").is_none());
    }
}
