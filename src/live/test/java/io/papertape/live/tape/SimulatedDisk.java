package io.papertape.live.tape;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A folder in memory that keeps apart what is durable and what only the system has, can be told
/// to fail, and can lose its power.
final class SimulatedDisk implements Disk {
  private static final int SECTOR = 64;

  private final Map<String, Content> files = new TreeMap<>();
  private final Map<String, Content> durableNames = new TreeMap<>();
  private long capacity = Long.MAX_VALUE;
  private int operations;
  private int failingWrite = Integer.MAX_VALUE;
  private int failingSync = Integer.MAX_VALUE;
  private int writes;
  private int syncs;

  private static final class Content {
    private byte[] durable = new byte[0];
    private byte[] now = new byte[0];
  }

  /// From its so-many-th write on, counted from 0, the disk refuses.
  void failWritesFrom(int number) {
    failingWrite = number;
  }

  /// Its so-many-th sync of a file fails once, and what it should have synced never is.
  void failSync(int number) {
    failingSync = number;
  }

  void capacity(long bytes) {
    capacity = bytes;
  }

  /// Writes, syncs and changes of names so far.
  int operations() {
    return operations;
  }

  int syncs() {
    return syncs;
  }

  byte[] bytes(String name) {
    return files.get(name).now.clone();
  }

  /// Puts a file there, durable.
  void put(String name, byte[] bytes) {
    Content content = new Content();
    content.durable = bytes.clone();
    content.now = bytes.clone();
    files.put(name, content);
    durableNames.put(name, content);
  }

  /// What is left after a loss of power: of what was not synced, some sectors.
  SimulatedDisk afterPowerCut(RandomGenerator random) {
    SimulatedDisk left = new SimulatedDisk();
    for (Map.Entry<String, Content> entry : files.entrySet()) {
      if (durableNames.get(entry.getKey()) == entry.getValue() || random.nextBoolean()) {
        left.put(entry.getKey(), torn(entry.getValue(), random));
      }
    }
    return left;
  }

  private static byte[] torn(Content content, RandomGenerator random) {
    int mode = random.nextInt(4);
    if (mode == 0) {
      return content.durable;
    }
    if (mode == 1) {
      return content.now;
    }
    int least = Math.min(content.durable.length, content.now.length);
    int length = least + random.nextInt(Math.max(1, content.now.length - least + 1));
    byte[] bytes = Arrays.copyOf(content.now, length);
    for (int at = 0; mode == 3 && at < length; at += SECTOR) {
      if (random.nextBoolean()) {
        for (int i = at; i < Math.min(at + SECTOR, length); i++) {
          bytes[i] = i < content.durable.length ? content.durable[i] : 0;
        }
      }
    }
    return bytes;
  }

  private long used() {
    return files.values().stream().mapToLong(content -> content.now.length).sum();
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public DiskFile create(String name) throws IOException {
    operations++;
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    files.put(name, new Content());
    return open(name);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    Content content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return new SimulatedFile(content);
  }

  @Override
  public void delete(String name) throws IOException {
    operations++;
    if (files.remove(name) == null) {
      throw new FileNotFoundException(name);
    }
  }

  @Override
  public void rename(String from, String to) {
    operations++;
    files.put(to, files.remove(from));
  }

  @Override
  public void syncFolder() {
    operations++;
    durableNames.clear();
    durableNames.putAll(files);
  }

  @Override
  public String toString() {
    return "memory";
  }

  private final class SimulatedFile implements DiskFile {
    private final Content content;

    SimulatedFile(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      return content.now.length;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      int count = (int) Math.min(into.remaining(), content.now.length - position);
      if (count <= 0) {
        return -1;
      }
      into.put(content.now, (int) position, count);
      return count;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      operations++;
      if (writes++ >= failingWrite) {
        throw new IOException("Read-only file system");
      }
      int end = (int) position + bytes.remaining();
      int room = (int) Math.min(Integer.MAX_VALUE, capacity - used() + content.now.length);
      boolean isFull = end > Math.max(room, content.now.length);
      int size = Math.max(content.now.length, Math.min(end, Math.max(room, 0)));
      byte[] grown = Arrays.copyOf(content.now, size);
      int count = Math.min(bytes.remaining(), size - (int) position);
      bytes.get(grown, (int) position, Math.max(0, count));
      content.now = grown;
      if (isFull) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void truncate(long size) {
      operations++;
      content.now = Arrays.copyOf(content.now, (int) Math.min(size, content.now.length));
    }

    @Override
    public void sync() throws IOException {
      operations++;
      if (syncs++ == failingSync) {
        throw new IOException("Input/output error");
      }
      content.durable = content.now.clone();
    }

    @Override
    public void close() {}
  }

  static List<TapeMoment> read(Disk disk) {
    List<TapeMoment> moments = new ArrayList<>();
    try (TapeReader reader = TapeReader.open(disk)) {
      reader.next().ifPresent(moments::add);
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        moments.add(next.get());
      }
    }
    return moments;
  }
}
