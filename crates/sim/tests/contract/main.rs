//! The contract cases against the simulator.
fn main() {}
