//! Which function goes beside which.
//!
//! How far apart two equal stretches are decides what brotli pays for the second, and a compiler's order knows nothing of
//! that. A walk from the largest function, always on to the one that has most in common with the last few.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::Result;
use wasmparser::{FunctionBody, Operator};

/// Lengths of the runs of instructions that are compared.
const RUNS: [usize; 3] = [1, 2, 3];
/// A run in more functions than this says nothing about any two of them.
const COMMONPLACE: usize = 400;
/// How many functions before count, the nearest most.
const RECENT: usize = 3;
/// What a function of the same type counts more.
const SAME_TYPE: f64 = 1.2;

/// A run of instructions, by its hash.
type Run = u64;

/// The places of the bodies in their new order. The same module always gives the same order.
///
/// # Errors
/// A body cannot be read.
pub(super) fn alike_together(bodies: &[FunctionBody<'_>], types: &[u32]) -> Result<Vec<usize>> {
    let runs: Vec<Vec<Run>> = bodies.iter().map(runs_of).collect::<Result<_>>()?;
    let mut having: HashMap<Run, Vec<usize>> = HashMap::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            having.entry(*run).or_default().push(function);
        }
    }
    // A rare run that two functions share says more than a frequent one.
    let weight = |run: &Run| (bodies.len() as f64 / having[run].len() as f64).ln();
    let weights: Vec<f64> = runs.iter().map(|runs| runs.iter().map(weight).sum::<f64>() + 1.0).collect();

    let mut by_size: Vec<usize> = (0..bodies.len()).collect();
    by_size.sort_by_key(|function| std::cmp::Reverse(bodies[*function].range().len()));
    let mut by_size = by_size.into_iter().peekable();
    let mut placed = vec![false; bodies.len()];
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    let mut scores = vec![0.0; bodies.len()];
    while order.len() < bodies.len() {
        let mut touched = Vec::new();
        for (age, last) in order.iter().rev().take(RECENT).enumerate() {
            for run in &runs[*last] {
                let sharing = &having[run];
                if sharing.len() >= COMMONPLACE {
                    continue;
                }
                let weight = weight(run) / (1 + age) as f64;
                for other in sharing.iter().copied().filter(|other| !placed[*other]) {
                    if scores[other] == 0.0 {
                        touched.push(other);
                    }
                    scores[other] += weight;
                }
            }
        }
        let mut best: Option<(f64, usize)> = None;
        for other in touched {
            let same = order.last().is_some_and(|last| types[*last] == types[other]);
            let score = scores[other] / weights[other].powf(0.3) * if same { SAME_TYPE } else { 1.0 };
            scores[other] = 0.0;
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, other));
            }
        }
        // Nothing alike is left: the walk starts again from the largest.
        let next = match best {
            Some((_, next)) => next,
            None => match by_size.find(|function| !placed[*function]) {
                Some(next) => next,
                None => break,
            },
        };
        placed[next] = true;
        order.push(next);
    }
    Ok(order)
}

/// The distinct runs of a body, in order of their first appearance.
fn runs_of(body: &FunctionBody<'_>) -> Result<Vec<Run>> {
    let mut reader = body.get_operators_reader()?;
    let mut instructions = Vec::new();
    while !reader.eof() {
        instructions.push(hash_of(&reader.read()?));
    }
    let mut seen = HashSet::new();
    let mut runs = Vec::new();
    for length in RUNS {
        for run in instructions.windows(length) {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            let run = hasher.finish();
            if seen.insert(run) {
                runs.push(run);
            }
        }
    }
    Ok(runs)
}

/// An instruction with what follows it in bytes, except where a jump goes.
fn hash_of(operator: &Operator<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::mem::discriminant(operator).hash(&mut hasher);
    if !matches!(operator, Operator::Br { .. } | Operator::BrIf { .. } | Operator::BrTable { .. }) {
        format!("{operator:?}").hash(&mut hasher);
    }
    hasher.finish()
}
