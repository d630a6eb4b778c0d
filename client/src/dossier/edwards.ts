// Which 32 bytes are an Ed25519 public key (RFC 8032 section 5.1): the one encoding of a point of the subgroup of prime
// order. Other points would let two honest libraries judge one signature differently.
import { type Bytes, numberOf } from "./bytes.ts";

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = field(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** Extended coordinates: x = X/Z, y = Y/Z, xy = T/Z. */
interface Point {
  X: bigint;
  Y: bigint;
  Z: bigint;
  T: bigint;
}

const NEUTRAL: Point = { X: 0n, Y: 1n, Z: 1n, T: 0n };

export function isPublicKey(bytes: Bytes): boolean {
  const point = bytes.length === 32 ? decoded(bytes) : undefined;
  return point !== undefined && !isNeutral(point) && isNeutral(times(ORDER, point));
}

function field(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n, square = field(square * square)) {
    if ((left & 1n) === 1n) result = field(result * square);
  }
  return result;
}

/** RFC 8032 section 5.1.3. */
function decoded(bytes: Bytes): Point | undefined {
  let y = numberOf(bytes.toReversed());
  const odd = y >> 255n;
  y &= 2n ** 255n - 1n;
  if (y >= P) return undefined;
  const square = field((y * y - 1n) * power(field(D * y * y + 1n), P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (field(x * x) !== square) x = field(x * ROOT_OF_MINUS_ONE);
  if (field(x * x) !== square || (x === 0n && odd === 1n)) return undefined;
  if ((x & 1n) !== odd) x = P - x;
  return { X: x, Y: y, Z: 1n, T: field(x * y) };
}

function isNeutral({ X, Y, Z }: Point): boolean {
  return X === 0n && Y === Z;
}

function times(scalar: bigint, point: Point): Point {
  let sum = NEUTRAL;
  for (let left = scalar, double = point; left > 0n; left >>= 1n, double = plus(double, double)) {
    if ((left & 1n) === 1n) sum = plus(sum, double);
  }
  return sum;
}

/** RFC 8032 section 5.1.4; good for doubling too. */
function plus(p: Point, q: Point): Point {
  const a = field((p.Y - p.X) * (q.Y - q.X));
  const b = field((p.Y + p.X) * (q.Y + q.X));
  const c = field(2n * p.T * q.T * D);
  const d = field(2n * p.Z * q.Z);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { X: field(e * f), Y: field(g * h), Z: field(f * g), T: field(e * h) };
}
