/// The command line: verbs over the workspace.
///
/// Needs no server and no database. Exit codes are those of `papertape --help`.
package io.papertape.cli;
