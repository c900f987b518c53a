package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Hashes of manifests that differ in their parameters alone, as those of a sweep do: what is the
/// same in all is written once. Safe for several threads.
public final class ManifestHashes {
  private static final String NO_PARAMETERS = "\"parameters\":{}";
  private static final SortedMap<String, String> NONE = new TreeMap<>();

  /// A manifest without parameters, as text around them.
  private record Frame(Manifest manifest, String before, String after) {}

  private final Function<Manifest, ObjectNode> json;
  private volatile Optional<Frame> last = Optional.empty();

  private ManifestHashes(Function<Manifest, ObjectNode> json) {
    this.json = json;
  }

  /// Each equal to [Manifest#hash()].
  public static ManifestHashes ofRuns() {
    return new ManifestHashes(ManifestJson::toJson);
  }

  /// Each equal to [Manifest#configuration()].
  public static ManifestHashes ofConfigurations() {
    return new ManifestHashes(ManifestJson::choices);
  }

  /// The hash of a manifest.
  public String of(Manifest manifest) {
    Manifest bare = manifest.replacing(NONE);
    Optional<Frame> known = last.filter(frame -> frame.manifest().equals(bare));
    if (known.isEmpty()) {
      known = frame(bare);
      last = known;
    }
    return known
        .map(frame -> hash(frame, manifest.parameters()))
        .orElseGet(() -> Manifest.hash(CanonicalJson.bytes(json.apply(manifest))));
  }

  /// Empty if it cannot be told where the parameters stand.
  private Optional<Frame> frame(Manifest bare) {
    String text = CanonicalJson.text(json.apply(bare)) + "\n";
    int at = text.indexOf(NO_PARAMETERS);
    if (at < 0 || text.indexOf(NO_PARAMETERS, at + 1) >= 0) {
      return Optional.empty();
    }
    int braces = at + NO_PARAMETERS.length() - 2;
    return Optional.of(new Frame(bare, text.substring(0, braces), text.substring(braces + 2)));
  }

  private static String hash(Frame frame, SortedMap<String, String> parameters) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    parameters.forEach(node::put);
    String text = frame.before() + CanonicalJson.text(node) + frame.after();
    return Manifest.hash(text.getBytes(StandardCharsets.UTF_8));
  }
}
