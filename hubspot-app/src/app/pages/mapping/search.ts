const PAGE = 25;

/** The rows that have every one of the words somewhere, whatever their capitals. */
export function searched<Row extends { words: string }>(rows: Row[], wanted: string): Row[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = row.words.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The rows of one page; a page that is no longer there becomes the last one. */
export function pageOf<Row>(rows: Row[], wanted: number): { shown: Row[]; page: number; pageCount: number } {
  const pageCount = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(Math.max(1, wanted), pageCount);
  return { shown: rows.slice((page - 1) * PAGE, page * PAGE), page, pageCount };
}
