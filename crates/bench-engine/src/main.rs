//! The native part of `cargo xtask bench engine`: prints nanoseconds as JSON.

use std::time::Instant;

/// Rounds to take the median of, as `js/measure.mjs` does.
const ROUNDS: usize = 9;

fn main() {
    let flow = median(bench_engine::run, 20_000);
    let load = median(bench_engine::load, 1_000);
    println!("{{\"flow\":{flow},\"load\":{load}}}");
}

/// Nanoseconds for one.
fn median(work: fn(u32) -> u32, count: u32) -> f64 {
    work(count);
    let round = || {
        let began = Instant::now();
        std::hint::black_box(work(count));
        began.elapsed().as_nanos() as f64 / f64::from(count)
    };
    let mut times: Vec<f64> = (0..ROUNDS).map(|_| round()).collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}
