//! The org side in `salesforce/`: every file has a shape the Metadata API documents, and what refers to something
//! refers to something that is there. Tests only; a type of metadata that is new gets its shape in `shapes.rs` or, for what
//! the org package is made of, in `org_shapes.rs`.

#[cfg(test)]
mod apex;
#[cfg(test)]
mod objects;
#[cfg(test)]
mod org_shapes;
#[cfg(test)]
mod project;
#[cfg(test)]
mod references;
#[cfg(test)]
mod shape;
#[cfg(test)]
mod shapes;
