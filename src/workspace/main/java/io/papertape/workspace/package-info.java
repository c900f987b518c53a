/// Everything on disk: where the state lives, who may write it, and how a failure is told.
///
/// The wall clock is never read here; whoever starts the process passes in what depends on it.
package io.papertape.workspace;
