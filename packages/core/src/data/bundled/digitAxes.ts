/** The axes of an image of 8 × 8 pixels, for each way of taking it. */
export const DIGIT_AXES = { flat: undefined, rows: [8], pixels: [64], picture: [8, 8] } as const;

export type DigitShape = keyof typeof DIGIT_AXES;
