package io.papertape.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The AOT cache of the packaged service, made by a rehearsal as the launcher makes it, once for
/// all processes of the tests.
final class PackagedCache {
  private static final int SECONDS = 240;

  private PackagedCache() {}

  /// @param jar  what is started
  /// @param java the command, up to its flags
  static synchronized Path of(Path jar, List<String> java)
      throws IOException, InterruptedException {
    Path target = jar.getParent().getParent();
    try (FileChannel file =
            FileChannel.open(
                target.resolve("packaged.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = file.lock()) {
      Path cache = target.resolve("packaged.aot");
      if (!isOf(jar, cache)) {
        rehearse(jar, java, cache);
      }
      return cache;
    }
  }

  private static boolean isOf(Path jar, Path cache) throws IOException {
    return Files.exists(cache)
        && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  private static void rehearse(Path jar, List<String> java, Path cache)
      throws IOException, InterruptedException {
    Path home = Files.createDirectories(cache.resolveSibling("rehearsal"));
    Path log = home.resolve("log");
    List<String> command = new ArrayList<>(java);
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + cache, "-jar", jar.toString(), ServiceTask.REHEARSE.word()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("PAPERTAPE_HOME", home.toString());
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("Rehearsal failed: " + Files.readString(log));
    }
  }
}
