import { setFlagsFromString } from 'node:v8';

/**
 * Hold the part of the heap for young objects at its first size, 1 MB, while a server makes what it stays with: V8
 * would let that part grow to 16 MB for it, which an idle process then keeps. No other command does this: under flags
 * that are not its own V8 compiles each module of Node's that is loaded afterwards from its source.
 */
export function holdYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Let it grow with the work, as V8 does by itself. */
export function letYoungGenerationGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}
