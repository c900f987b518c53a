/// `papertape serve`: a read-only service on loopback over what lies in the workspace.
///
/// It starts and guards the process; `projection` keeps the queryable copy of the journals,
/// `rest`
/// answers. The wall clock is read here and passed on.
package io.papertape.service;
