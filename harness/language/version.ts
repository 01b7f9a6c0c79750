/** Of the JSON form of scenarios. It rises when an old reader would misunderstand a new document. */
export const languageVersion = 1;
