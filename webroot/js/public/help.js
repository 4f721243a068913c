// Help is a static page; only the shell needs script.
import '../shell.js';
