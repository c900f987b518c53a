package io.papertape.live.simulate;

import io.papertape.live.tape.Disk;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A folder on a [FaultyDevice].
final class FaultyFolder implements Disk {
  private final FaultyDevice device;
  private final Map<String, FaultyContent> files = new TreeMap<>();
  private final Map<String, FaultyContent> durableNames = new TreeMap<>();
  private final List<NameChange> changes = new ArrayList<>();

  /// A name that is gone, one that is new, or both; each may be empty.
  private record NameChange(String gone, String added, FaultyContent content) {
    void apply(Map<String, FaultyContent> names) {
      names.remove(gone);
      if (!added.isEmpty()) {
        names.put(added, content);
      }
    }
  }

  FaultyFolder(FaultyDevice device) {
    this.device = device;
  }

  @Override
  public List<String> names() {
    device.checkIsAlive();
    return List.copyOf(files.keySet());
  }

  @Override
  public DiskFile create(String name) throws IOException {
    device.change();
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    change(new NameChange("", name, new FaultyContent()));
    return open(name);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    device.checkIsAlive();
    return new FaultyFile(content(name), device.life());
  }

  private FaultyContent content(String name) throws FileNotFoundException {
    FaultyContent content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content;
  }

  @Override
  public void delete(String name) throws IOException {
    device.change();
    device.free(content(name).size());
    change(new NameChange(name, "", content(name)));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    device.change();
    change(new NameChange(from, to, content(from)));
  }

  private void change(NameChange change) {
    change.apply(files);
    changes.add(change);
  }

  @Override
  public void syncFolder() throws IOException {
    device.sync(() -> {});
    changes.clear();
    durableNames.clear();
    durableNames.putAll(files);
  }

  /// What is left of names and contents: of the changes of names since the last sync the first
  /// few, as a file system keeps them in order.
  void cutPower(SplittableRandom random) {
    int kept = random.nextInt(changes.size() + 1);
    files.clear();
    files.putAll(durableNames);
    changes.subList(0, kept).forEach(change -> change.apply(files));
    changes.clear();
    durableNames.clear();
    durableNames.putAll(files);
    files.values().forEach(content -> content.cutPower(random));
  }

  /// True if a loss of power would take nothing of the files whose names end like this.
  boolean isDurable(String ending) {
    for (Map.Entry<String, FaultyContent> file : files.entrySet()) {
      if (file.getKey().endsWith(ending)
          && !(isDurableName(file.getKey(), file.getValue()) && file.getValue().isDurable())) {
        return false;
      }
    }
    return true;
  }

  private boolean isDurableName(String name, FaultyContent content) {
    return changes.isEmpty() || durableNames.get(name) == content;
  }

  /// Bytes of a file as the system has them; none if it is not there.
  byte[] bytes(String name) {
    return files.containsKey(name) ? files.get(name).bytes() : new byte[0];
  }

  /// A part of the bytes of a file that is there.
  byte[] bytes(String name, int from, int to) {
    return files.get(name).bytes(from, to);
  }

  /// How many bytes of a file are durable now.
  int durableSize(String name) {
    return files.containsKey(name) && files.get(name) == durableNames.get(name)
        ? files.get(name).durableSize()
        : 0;
  }

  @Override
  public String toString() {
    return "simulated";
  }

  private final class FaultyFile implements DiskFile {
    private final FaultyContent content;
    private final int life;

    FaultyFile(FaultyContent content, int life) {
      this.content = content;
      this.life = life;
    }

    private void checkIsAlive() {
      device.checkIsAlive();
      if (life != device.life()) {
        throw new SimulatedCrash();
      }
    }

    @Override
    public long size() {
      checkIsAlive();
      return content.size();
    }

    @Override
    public int read(ByteBuffer into, long position) {
      checkIsAlive();
      return content.read(into, position);
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      checkIsAlive();
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      int grows = (int) Math.max(0, position + bytes.length - content.size());
      int length = device.beginWrite(bytes.length, grows);
      content.write(bytes, length, (int) position);
      device.endWrite(length == bytes.length);
    }

    @Override
    public void truncate(long size) throws IOException {
      checkIsAlive();
      device.change();
      device.free(content.size() - (int) size);
      content.truncate((int) size);
    }

    @Override
    public void sync() throws IOException {
      checkIsAlive();
      device.sync(content::drop);
      content.sync();
    }

    @Override
    public void close() {
      // nothing is kept back
    }
  }
}
