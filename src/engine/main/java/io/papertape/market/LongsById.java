package io.papertape.market;

/// Values of things that are numbered as they come and go in any order. Its memory grows with how
/// many there are at once, and not with their numbers.
public final class LongsById {
  private static final int FIRST_CAPACITY = 64;

  /// By the low bits of the id, or at the next free place; 0 is free.
  private int[] ids = new int[FIRST_CAPACITY];

  private long[] values = new long[FIRST_CAPACITY];
  private int size;

  /// @param id above 0
  public void put(int id, long value) {
    if (2 * size >= ids.length) {
      grow();
    }
    int at = place(id);
    size += ids[at] == 0 ? 1 : 0;
    ids[at] = id;
    values[at] = value;
  }

  /// @param absent what is returned if there is nothing of this id
  public long get(int id, long absent) {
    int at = place(id);
    return id > 0 && ids[at] == id ? values[at] : absent;
  }

  /// Does nothing if there is nothing of this id.
  public void remove(int id) {
    int free = place(id);
    if (ids[free] == 0) {
      return;
    }
    size--;
    ids[free] = 0;
    int mask = ids.length - 1;
    for (int at = free + 1 & mask; ids[at] != 0; at = at + 1 & mask) {
      int away = at - ids[at] & mask;
      if (away >= (at - free & mask)) { // it stands where it does because this was not free
        ids[free] = ids[at];
        values[free] = values[at];
        ids[at] = 0;
        free = at;
      }
    }
  }

  public int size() {
    return size;
  }

  /// How many there is room for before memory is taken.
  public int capacity() {
    return ids.length / 2;
  }

  private int place(int id) {
    int mask = ids.length - 1;
    int at = id & mask;
    while (ids[at] != id && ids[at] != 0) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    int[] oldIds = ids;
    long[] oldValues = values;
    ids = new int[oldIds.length * 2];
    values = new long[ids.length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != 0) {
        int at = place(oldIds[i]);
        ids[at] = oldIds[i];
        values[at] = oldValues[i];
      }
    }
  }
}
