/// The command line: verbs over the workspace. Needs no server and no database.
package io.papertape.cli;
