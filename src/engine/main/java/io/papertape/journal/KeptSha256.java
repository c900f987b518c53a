package io.papertape.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// SHA-256 of bytes that come over weeks, whose state is plain fields and so can be kept and put
/// back; Java's own does not let go of its state. Slower than that one, which does for the rest.
///
/// Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.3.3 and 6.2.
final class KeptSha256 implements RunningHash {
  private static final int BLOCK = 64;
  private static final int LENGTH_AT = 56;
  private static final int ROUNDS = 64;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int[] START = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  private final int[] state = START.clone();
  private final byte[] block = new byte[BLOCK];
  private final transient int[] words = new int[ROUNDS];
  private int used;
  private long length;

  @Override
  public void update(byte[] bytes, int offset, int count) {
    length += count;
    int from = offset;
    int left = count;
    while (left > 0) {
      int part = Math.min(left, BLOCK - used);
      System.arraycopy(bytes, from, block, used, part);
      used += part;
      from += part;
      left -= part;
      if (used == BLOCK) {
        compress();
        used = 0;
      }
    }
  }

  @Override
  public void finish(byte[] out) {
    block[used++] = (byte) 0x80;
    if (used > LENGTH_AT) {
      Arrays.fill(block, used, BLOCK, (byte) 0);
      compress();
      used = 0;
    }
    Arrays.fill(block, used, LENGTH_AT, (byte) 0);
    LONG.set(block, LENGTH_AT, length * Byte.SIZE);
    compress();
    for (int i = 0; i < state.length; i++) {
      INT.set(out, i * Integer.BYTES, state[i]);
    }
    System.arraycopy(START, 0, state, 0, START.length);
    used = 0;
    length = 0;
  }

  private void compress() {
    for (int i = 0; i < 16; i++) {
      words[i] = (int) INT.get(block, i * Integer.BYTES);
    }
    for (int i = 16; i < ROUNDS; i++) {
      int w15 = words[i - 15];
      int w2 = words[i - 2];
      int s0 = Integer.rotateRight(w15, 7) ^ Integer.rotateRight(w15, 18) ^ (w15 >>> 3);
      int s1 = Integer.rotateRight(w2, 17) ^ Integer.rotateRight(w2, 19) ^ (w2 >>> 10);
      words[i] = words[i - 16] + s0 + words[i - 7] + s1;
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < ROUNDS; i++) {
      int s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
      int first = h + s1 + ((e & f) ^ (~e & g)) + K[i] + words[i];
      int s0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
      int second = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}
