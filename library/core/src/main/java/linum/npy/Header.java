package linum.npy;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import linum.ir.Dims;

/// What a `.npy` file says of its data: `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3),
/// }`, after a magic number, a version and the length of this text.
///
/// @param fortranOrder whether the first axis varies fastest
record Header(Descr descr, boolean fortranOrder, Dims shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int LONGEST = 1 << 20;

  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern RECORD = Pattern.compile("['\"]descr['\"]\\s*:\\s*[\\[(]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d\\sL,]*)\\)");

  /// @param name of the file, for messages
  static Header read(DataInputStream in, String name) throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IllegalArgumentException(
          "%s is no .npy file: it does not begin with \\x93NUMPY\nA .npz file is read with Npz.load."
              .formatted(name));
    }
    int major = in.readUnsignedByte();
    int minor = in.readUnsignedByte();
    if (major < 1 || major > 3) {
      throw new IllegalArgumentException(
          "%s has version %d.%d of the .npy format; known are 1.0 to 3.0"
              .formatted(name, major, minor));
    }
    long length = littleEndian(in, major == 1 ? 2 : 4);
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "%s is damaged: its header has %d bytes".formatted(name, length));
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new IllegalArgumentException("%s ends inside its header".formatted(name));
    }
    return parse(new String(text, StandardCharsets.UTF_8), name);
  }

  private static long littleEndian(DataInputStream in, int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) in.readUnsignedByte() << (8 * i);
    }
    return value;
  }

  private static Header parse(String text, String name) {
    if (RECORD.matcher(text).find()) {
      throw new IllegalArgumentException(
          "%s holds records with named fields, which are no numbers\nSave each field as an array of its own."
              .formatted(name));
    }
    String descr = find(DESCR, text, name);
    String shape = find(SHAPE, text, name).replace("L", "");
    int[] sizes =
        Pattern.compile(",")
            .splitAsStream(shape)
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .mapToInt(s -> size(s, name))
            .toArray();
    return new Header(
        Descr.parse(descr, name), find(ORDER, text, name).equals("True"), Dims.of(sizes));
  }

  private static int size(String digits, String name) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "%s has an axis of size %s; an axis has at most %d elements here"
              .formatted(name, digits, Integer.MAX_VALUE));
    }
  }

  private static String find(Pattern pattern, String text, String name) {
    Matcher m = pattern.matcher(text);
    if (!m.find()) {
      throw new IllegalArgumentException(
          "%s is damaged: its header is \"%s\"".formatted(name, text.strip()));
    }
    return m.group(1);
  }

  /// All that stands before the data; it ends at a multiple of 64 bytes.
  byte[] bytes() {
    String sizes = shape.stream().mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s%s), }"
            .formatted(
                descr.text(), fortranOrder ? "True" : "False", sizes, shape.rank() == 1 ? "," : "");
    int start = MAGIC.length + 4;
    int total = Math.ceilDiv(start + text.length() + 1, ALIGNMENT) * ALIGNMENT;
    byte[] out = new byte[total];
    Arrays.fill(out, (byte) ' ');
    System.arraycopy(MAGIC, 0, out, 0, MAGIC.length);
    out[MAGIC.length] = 1;
    out[MAGIC.length + 1] = 0;
    out[MAGIC.length + 2] = (byte) (total - start);
    out[MAGIC.length + 3] = (byte) ((total - start) >> 8);
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, out, start, ascii.length);
    out[total - 1] = '\n';
    return out;
  }
}
