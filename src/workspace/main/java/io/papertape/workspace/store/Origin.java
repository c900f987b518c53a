package io.papertape.workspace.store;

import java.util.ArrayList;
import java.util.List;

/// Where the bars of a series came from and what was assumed on the way.
///
/// @param zone        zone the source's times were read in, such as `America/New_York`
/// @param stamp       which end of a bar the source's time names: `start` or `end`
/// @param sources     files in the order they were read
/// @param assumptions sentences for the user, in order
public record Origin(
    String zone, String stamp, List<SourceFile> sources, List<String> assumptions) {

  /// A file that was read, with the SHA-256 of its bytes as they lie on disk.
  public record SourceFile(String name, String sha256) {}

  public Origin {
    sources = List.copyOf(sources);
    assumptions = List.copyOf(assumptions);
  }

  /// This origin, continued by another: sources add up, assumptions are kept once.
  public Origin followedBy(Origin later) {
    List<SourceFile> files = new ArrayList<>(sources);
    files.addAll(later.sources);
    List<String> said = new ArrayList<>(assumptions);
    later.assumptions.stream().filter(a -> !said.contains(a)).forEach(said::add);
    return new Origin(zone, stamp, files, said);
  }
}
