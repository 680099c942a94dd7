/** What a terminal of so many columns and rows shows after it was sent `output`: the little of a VT100 that is used here. */
export class TerminalScreen {
  /** All lines there ever were, those scrolled out at the top included, without the blanks at their ends. */
  readonly lines: string[] = [''];
  cursorShown = true;
  private readonly columns: number;
  private readonly rows: number;
  private row = 0;
  private column = 0;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  write(output: string): void {
    const [first, ...rest] = output.split('\x1b[');
    for (const character of first) this.put(character);
    for (const part of rest) {
      const [command] = /^[?\d;]*[A-Za-z]/.exec(part)!;
      this.command(command);
      for (const character of part.slice(command.length)) this.put(character);
    }
  }

  private put(character: string): void {
    if (character === '\r') this.column = 0;
    else if (character === '\n') this.moveDown();
    else {
      if (this.column === this.columns) {
        this.moveDown();
        this.column = 0;
      }
      const line = this.lines[this.row];
      this.lines[this.row] =
        line.slice(0, this.column).padEnd(this.column) + character + line.slice(this.column + 1);
      this.column++;
    }
  }

  private moveDown(): void {
    this.row++;
    if (this.row === this.lines.length) this.lines.push('');
  }

  private command(command: string): void {
    const count = Number.parseInt(command, 10) || 1;
    if (command === '?25h' || command === '?25l') this.cursorShown = command.endsWith('h');
    else if (command.endsWith('A')) this.row = Math.max(this.row - count, this.lines.length - this.rows, 0);
    else if (command.endsWith('G')) this.column = count - 1;
    else if (command === '0K' || command === 'K' || command === '0J' || command === 'J')
      this.clear(command.endsWith('J'));
    else throw new Error(`command: expected one this terminal knows, got ${JSON.stringify(command)}`);
  }

  /** From the cursor to the end of its line, or of the screen. */
  private clear(below: boolean): void {
    this.lines[this.row] = this.lines[this.row].slice(0, this.column);
    if (below) this.lines.splice(this.row + 1);
  }
}
