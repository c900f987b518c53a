package io.papertape.service.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The strategy folders.
@PermitAll
@Path("/api/v1/strategies")
@Tag(name = "Strategies", description = "Strategy folders")
public class StrategiesResource {
  private static final String FILE = "strategy.yaml";
  private static final String LIST = "strategies";

  private final ObjectMapper yaml = new YAMLMapper();
  private final java.nio.file.Path folder;

  StrategiesResource(@ConfigProperty(name = "papertape.strategies") String folder) {
    this.folder = java.nio.file.Path.of(folder);
  }

  /// A strategy folder.
  @Schema(name = "Strategy")
  public record Item(
      @Schema(description = "Name of the folder", examples = "moving-average-cross") String name,
      @Schema(description = "What its YAML says of it") Optional<String> description,
      @Schema(description = "Why its YAML cannot be read") Optional<String> problem) {}

  @GET
  @Operation(operationId = "listStrategies", summary = "Strategies, by name")
  public Page<Item> list(@BeanParam PageRequest page) {
    String after = page.afterName(LIST);
    List<java.nio.file.Path> folders =
        folders().stream()
            .filter(path -> name(path).compareTo(after) > 0)
            .limit(page.most() + 1L)
            .toList();
    return page.page(folders, this::item, path -> new Cursor(LIST + "/" + name(path), 0));
  }

  private List<java.nio.file.Path> folders() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<java.nio.file.Path> entries = Files.list(folder)) {
      return entries.filter(path -> Files.exists(path.resolve(FILE))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Item item(java.nio.file.Path path) {
    try {
      JsonNode root = yaml.readTree(path.resolve(FILE).toFile());
      Optional<String> description =
          Optional.ofNullable(root.get("description")).map(JsonNode::asText);
      return new Item(name(path), description, Optional.empty());
    } catch (JacksonException e) {
      String where = e.getLocation() == null ? "?" : "" + e.getLocation().getLineNr();
      return broken(path, "Not readable: file=%s, line=%s. Mend the YAML.".formatted(FILE, where));
    } catch (IOException e) {
      return broken(
          path,
          "Not readable: file=%s, reason=%s. Make it a text file that can be read."
              .formatted(FILE, ProblemException.reason(e)));
    }
  }

  private static Item broken(java.nio.file.Path path, String problem) {
    return new Item(name(path), Optional.empty(), Optional.of(problem));
  }

  private static String name(java.nio.file.Path path) {
    return path.getFileName().toString();
  }
}
