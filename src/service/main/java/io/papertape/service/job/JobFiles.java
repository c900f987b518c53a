package io.papertape.service.job;

import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The files of jobs: `jobs/ID.json` of the workspace, one each, durable when a call returns.
final class JobFiles {
  private static final String ENDING = ".json";

  private final Path folder;

  JobFiles(Workspace workspace) {
    folder = workspace.home().resolve("jobs");
  }

  void write(JobRecord job) {
    try {
      DurableFiles.createFolders(folder);
      DurableFiles.replace(file(job.id()), job.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ENDING);
  }

  /// All there are. A file that cannot be read is left alone and told of.
  List<JobRecord> all(Consumer<String> notices) {
    List<JobRecord> all = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(ENDING)).sorted().toList()) {
        try {
          all.add(JobRecord.read(Files.readAllBytes(file)));
        } catch (IOException | WorkspaceException | IllegalArgumentException e) {
          notices.accept("Job cannot be read: file=%s, cause=%s".formatted(file, e.getMessage()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
