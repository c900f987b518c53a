/// The queryable copy of the journals in a database.
///
/// It is derived: rows come from run folders and from nowhere else, deleting it loses nothing,
/// and a reconciliation compares it with the journals.
package io.papertape.service.projection;
