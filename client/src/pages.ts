// What every page loads: updates in place.
export {};
