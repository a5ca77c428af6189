import { paintScriptLine } from '../painting/script_line.js'
const LONGEST = 2000 // milliseconds in which the toolbar and the rail follow the grid

/** The boxes outside of the grid that it fills: they come with the rest of the page, after it. */
export class Surroundings {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.frame = 0
  }

  /** Fill them at each frame until all must have come. @param {number} [until] milliseconds */
  follow(until = performance.now() + LONGEST) {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => {
      const { position, search } = this.grid
      position.paint()
      search.bind()
      paintScriptLine(this.grid)
      if (performance.now() < until) this.follow(until)
    })
  }
}
