/** Territories in which the actor may use the permission of the door being passed. Only the corridor makes one. */
export class Portee {
  readonly #codes: ReadonlySet<string> | 'tout'
  private constructor(codes: ReadonlySet<string> | 'tout') {
    this.#codes = codes
  }

  /** For the corridor only (checked by tests/architecture.test.ts). */
  static creer(codes: Iterable<string> | 'tout'): Portee {
    return new Portee(codes === 'tout' ? 'tout' : new Set(codes))
  }

  /** Whether an object of this territory may be known. */
  contient(territoire: string | null | undefined): boolean {
    return this.#codes === 'tout' || (typeof territoire === 'string' && this.#codes.has(territoire))
  }

  /** `null` means no limit; otherwise the codes to compare with `= any(...)`. */
  get codes(): string[] | null {
    return this.#codes === 'tout' ? null : [...this.#codes]
  }

  get vide(): boolean {
    return this.#codes !== 'tout' && this.#codes.size === 0
  }
}
