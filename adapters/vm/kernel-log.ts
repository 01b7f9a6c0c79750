/** Where a kernel says that something is wrong with itself. Source: kernel/panic.c, arch/x86/kernel/dumpstack.c. */
const trouble =
  /Kernel panic|\bOops\b|\bBUG:|kernel BUG at|WARNING: CPU|WARNING: .* at |general protection fault|unable to handle|KASAN|UBSAN|lockdep|rcu_\w+ (?:self-)?detected stall|Out of memory|blocked for more than/;

/** Characters that are kept: a trace and what led to it. */
const most = 16_384;

/** What the kernel of a guest writes to its console: warnings and worse. */
export class KernelLog {
  #text = "";
  #found = false;

  add(chunk: string): void {
    this.#text = (this.#text + chunk.replaceAll("\r", "")).slice(-most);
    this.#found ||= trouble.test(this.#text);
  }

  /** A run begins: what was written before is not its doing. */
  clear(): void {
    this.#text = "";
    this.#found = false;
  }

  /** Whether something went wrong in the kernel since then. */
  get troubled(): boolean {
    return this.#found;
  }

  get text(): string {
    return this.#text.trim();
  }
}
