package io.papertape.service.rest;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Some of the items in the order of their keys.
///
/// @param next cursor of the page that follows; absent on the last one
public record Page<T>(
    List<T> items,
    @Schema(description = "Pass as cursor to get the page that follows; absent on the last one")
        Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }
}
