package io.papertape.service.rest;

import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What the market data store holds.
@PermitAll
@Path("/api/v1/data-sets")
@Tag(name = "Data sets", description = "Stored market data")
public class DataSetsResource {
  private static final String LIST = "data-sets";

  private final DataStore store;

  DataSetsResource(Workspace workspace) {
    store = DataStore.in(workspace);
  }

  /// A data set as of its last commit.
  @Schema(name = "DataSet")
  public record Item(
      @Schema(description = "Name of the set", examples = "us") String name,
      @Schema(description = "Content hash of the whole set, 64 hex digits; absent with a problem")
          Optional<String> hash,
      @Schema(description = "By symbol and resolution; none with a problem")
          List<SeriesItem> series,
      @Schema(description = "Why its description cannot be read") Optional<String> problem) {
    static Item of(DataSet dataSet) {
      return new Item(
          dataSet.name(),
          Optional.of(dataSet.hash()),
          dataSet.series().stream().map(SeriesItem::of).toList(),
          Optional.empty());
    }

    static Item broken(String name, String problem) {
      return new Item(name, Optional.empty(), List.of(), Optional.of(problem));
    }
  }

  /// Bars of one instrument at one resolution.
  @Schema(name = "Series")
  public record SeriesItem(
      @Schema(description = "Symbol", examples = "SPY") String symbol,
      @Schema(description = "Span of a bar", examples = "1d") String resolution,
      @Schema(description = "Currency of the prices", examples = "USD") String currency,
      @Schema(description = "Number of bars") long bars,
      @Schema(description = "Open of the first bar; absent without bars") Optional<Instant> from,
      @Schema(description = "Close of the last bar") Optional<Instant> to,
      @Schema(description = "Content hash of the columns, 64 hex digits") String hash) {
    static SeriesItem of(Series series) {
      boolean hasBars = series.rows() > 0;
      return new SeriesItem(
          series.symbol(),
          series.resolution().toString(),
          series.instrument().currency(),
          series.rows(),
          hasBars ? Optional.of(Times.instant(series.firstOpenNanos())) : Optional.empty(),
          hasBars ? Optional.of(Times.instant(series.lastCloseNanos())) : Optional.empty(),
          series.hash());
    }
  }

  @GET
  @Operation(operationId = "listDataSets", summary = "Data sets of the store, by name")
  public Page<Item> list(@BeanParam PageRequest page) {
    String after = page.afterName(LIST);
    List<String> names =
        store.names().stream()
            .filter(name -> name.compareTo(after) > 0)
            .limit(page.most() + 1L)
            .toList();
    return page.page(names, this::item, name -> new Cursor(LIST + "/" + name, 0));
  }

  /// One that cannot be read hides none of the others.
  private Item item(String name) {
    try {
      return Item.of(store.get(name));
    } catch (WorkspaceException e) {
      return Item.broken(name, e.getMessage());
    } catch (UncheckedIOException e) {
      return Item.broken(
          name,
          "Data set cannot be read: name=%s, reason=%s. Mend its folder, or import it again."
              .formatted(name, ProblemException.reason(e.getCause())));
    }
  }
}
