package io.papertape.service.rest;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// The part of a list that a client asks for.
public class PageRequest {
  private static final int MOST = 1_000;
  private static final int USUAL = 100;

  @QueryParam("limit")
  @Parameter(
      description = "Most items of the page, 1 to 1000",
      example = "100",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
  String limit;

  @QueryParam("cursor")
  @Parameter(
      description = "next of the page before; absent for the first page",
      example = "NWYyYjhjMGQxMWUyYTNmNC9GaWxsUm93OjE5")
  String cursor;

  /// The number of items, or a problem.
  int most() {
    if (limit == null) {
      return USUAL;
    }
    if (!limit.matches("[0-9]{1,4}")
        || Integer.parseInt(limit) < 1
        || Integer.parseInt(limit) > MOST) {
      throw ProblemException.badRequest(
          "Not a limit: limit=%s. Use a whole number from 1 to %d.".formatted(limit, MOST));
    }
    return Integer.parseInt(limit);
  }

  /// Number after which the page begins, −1 for the first, or a problem if the cursor is of
  /// another walk.
  long after(String key) {
    return cursor().filter(c -> c.key().equals(key)).map(Cursor::seq).orElseGet(this::first);
  }

  /// Name after which the page of a list of names begins, empty for the first, or a problem if the
  /// cursor is of another list.
  String afterName(String list) {
    String start = list + "/";
    Optional<Cursor> given = cursor().filter(c -> c.key().startsWith(start) && c.seq() == 0);
    if (given.isEmpty()) {
      first();
    }
    return given.map(c -> c.key().substring(start.length())).orElse("");
  }

  private Optional<Cursor> cursor() {
    return Optional.ofNullable(cursor).flatMap(Cursor::decode);
  }

  private long first() {
    if (cursor != null) {
      throw ProblemException.badRequest(
          "Not a cursor of this list: cursor=%s. Use next of the page before, unchanged."
              .formatted(cursor));
    }
    return -1;
  }

  /// A page of what was fetched: at most [#most] items, and a cursor if one more was there.
  <S, T> Page<T> page(List<S> fetched, Function<S, T> view, Function<S, Cursor> cursorOf) {
    int most = most();
    boolean hasMore = fetched.size() > most;
    List<S> shown = hasMore ? fetched.subList(0, most) : fetched;
    Optional<String> next =
        hasMore ? Optional.of(cursorOf.apply(shown.getLast()).encode()) : Optional.empty();
    return new Page<>(shown.stream().map(view).toList(), next);
  }
}
