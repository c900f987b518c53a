/// Look-ahead and warm-up audit: makes a run again with another future, or with a shorter past,
/// and holds what it decided against the run itself.
///
/// A decision may depend on nothing that became known after it. So the run is made again with the
/// future after a random moment cut off, and again with that future replaced by another one; up
/// to
/// that moment every entry of the journal must be the same. `docs/audit.md` says what this
/// proves.
package io.papertape.experiment.audit;
