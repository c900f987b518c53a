/// The resources under `/api/v1`: nouns, read-only, pages by cursor, errors as problem documents.
///
/// Money, prices and quantities are decimal text, times are ISO instants in UTC. What a client
/// may cache is tied to the root of a run's journal.
package io.papertape.service.rest;
