import { installChance } from './chance.js';

// Some modules draw a key of their own when they are loaded, and have to get the same one in every process:
// whoever starts a simulation imports this before everything else.
installChance(0);
