/// Models on disk: what to fit (`model.yaml`), the fit itself, and the folder of each version
/// with its coefficients, its training manifest and the lab's baseline figures.
///
/// A version is never overwritten; fitting it again from its manifest gives the same bytes.
package io.papertape.workspace.model;
