import './normal.ts'
import './post.ts'
