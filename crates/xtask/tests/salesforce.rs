//! The org side in `salesforce/`: every file has a shape the Metadata API documents, and what refers to something
//! refers to something that is there.

mod salesforce {
    mod project;
    mod references;
    mod shape;
    mod shapes;
}
