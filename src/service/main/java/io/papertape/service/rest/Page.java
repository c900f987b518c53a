package io.papertape.service.rest;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Some of the items in the order of their keys.
///
/// @param next cursor of the page that follows; absent on the last one
public record Page<T>(
    @Schema(description = "In the order of their keys, at most as many as asked for") List<T> items,
    @Schema(
            examples = "NWYyYjhjMGQxMWUyYTNmNC9GaWxsUm93OjE5",
            description = "Pass as cursor to get the page that follows; absent on the last one")
        Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }
}
