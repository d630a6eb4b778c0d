package parley.relay.wire;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;
import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.VarHandle;

/** Numbers in network byte order within a byte array. */
public final class Octets {
  private static final VarHandle U16 = byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
  private static final VarHandle U32 = byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
  private static final VarHandle U64 = byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

  private Octets() {}

  /** Unsigned 8 bits. */
  public static int u8(byte[] buffer, int index) {
    return buffer[index] & 0xFF;
  }

  /** Unsigned 16 bits. */
  public static int u16(byte[] buffer, int index) {
    return (short) U16.get(buffer, index) & 0xFFFF;
  }

  /** Unsigned 24 bits. */
  public static int u24(byte[] buffer, int index) {
    return u8(buffer, index) << 16 | u16(buffer, index + 1);
  }

  /** 32 raw bits. */
  public static int i32(byte[] buffer, int index) {
    return (int) U32.get(buffer, index);
  }

  /** Unsigned 32 bits. */
  public static long u32(byte[] buffer, int index) {
    return (int) U32.get(buffer, index) & 0xFFFF_FFFFL;
  }

  /** 64 raw bits. */
  public static long i64(byte[] buffer, int index) {
    return (long) U64.get(buffer, index);
  }

  /** Writes the low 8 bits. */
  public static void put8(byte[] buffer, int index, int value) {
    buffer[index] = (byte) value;
  }

  /** Writes the low 16 bits. */
  public static void put16(byte[] buffer, int index, int value) {
    U16.set(buffer, index, (short) value);
  }

  /** Writes the low 24 bits. */
  public static void put24(byte[] buffer, int index, int value) {
    buffer[index] = (byte) (value >>> 16);
    U16.set(buffer, index + 1, (short) value);
  }

  /** Writes 32 bits. */
  public static void put32(byte[] buffer, int index, int value) {
    U32.set(buffer, index, value);
  }

  /** Writes 64 bits. */
  public static void put64(byte[] buffer, int index, long value) {
    U64.set(buffer, index, value);
  }
}
